"""How django-allauth is fitted to the hub."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts speak the language of their person."""

    def save_user(self, request, user, form, commit=True):
        user.language = request.LANGUAGE_CODE
        return super().save_user(request, user, form, commit=commit)
