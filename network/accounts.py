"""How django-allauth is fitted to the hub."""

from allauth.account.adapter import DefaultAccountAdapter

from hub.languages import switched_on


class AccountAdapter(DefaultAccountAdapter):
    """Accounts speak the language of their person."""

    def save_user(self, request, user, form, commit=True):
        user.language = form.cleaned_data["language"]
        return super().save_user(request, user, form, commit=commit)

    def get_login_redirect_url(self, request):
        return f"/{switched_on(request.user.language)}/"
