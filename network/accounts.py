"""How django-allauth is fitted to the hub."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site

from hub import kept_forms, mail
from hub.languages import reader_language, switched_on


class AccountAdapter(DefaultAccountAdapter):
    """Accounts speak the language of their person."""

    def save_user(self, request, user, form, commit=True):
        user.language = form.cleaned_data["language"]
        return super().save_user(request, user, form, commit=commit)

    def get_login_redirect_url(self, request):
        return f"/{switched_on(request.user.language)}/"

    def login(self, request, user):
        super().login(request, user)
        kept_forms.remember_owner(request, user)

    def logout(self, request):
        super().logout(request)
        kept_forms.forget_owner(request)

    def send_mail(self, template_prefix, email, context):
        """By the queue, like all mails: how long an answer takes tells nobody who has an account."""
        request = allauth_context.request
        context = {
            "request": request,
            "email": email,
            "current_site": get_current_site(request),
            **context,
        }
        message = self.render_mail(template_prefix, email, context)
        mail.send_text(
            to=email, subject=message.subject, text=message.body, language=reader_language()
        )

    def is_safe_url(self, url):
        """Who may not enter the editor is not led back to its door, which would send them here."""
        user = self.request.user
        if url and url.startswith("/admin/") and user.is_authenticated:
            return user.has_perm("wagtailadmin.access_admin") and super().is_safe_url(url)
        return super().is_safe_url(url)
