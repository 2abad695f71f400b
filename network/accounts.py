"""How django-allauth is fitted to the hub."""

from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.internal import ratelimit
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.sites.shortcuts import get_current_site
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub import kept_forms, mail
from hub.languages import reader_language, switched_on

# Mails that anybody can have sent to an address: the ones before these still tell the way in.
ANSWERS_TO_ANYBODY = frozenset(
    {
        "account/email/password_reset_key",
        "account/email/unknown_account",
        "account/email/account_already_exists",
    }
)
MOST_ANSWERS = 5
ANSWERS_SECONDS = 300
LONGEST_NAME = 150


class AccountAdapter(DefaultAccountAdapter):
    """Accounts speak the language of their person, and nobody can shut another one's door."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many attempts. Wait some minutes, sign in with a passkey, or have a link to a new "
            "password sent to you."
        )
    }

    def save_user(self, request, user, form, commit=True):
        user.language = form.cleaned_data["language"]
        return super().save_user(request, user, form, commit=commit)

    def get_login_redirect_url(self, request):
        if kept_forms.kept(request):
            return reverse("kept_form")
        return f"/{switched_on(request.user.language)}/"

    def get_signup_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def add_message(self, request, level, *args, **kwargs):
        """Who signs in may come to a page in another language: the message names its own."""
        super().add_message(request, level, *args, **kwargs | {"extra_tags": reader_language()})

    def login(self, request, user):
        super().login(request, user)
        kept_forms.remember_owner(request, user)

    def logout(self, request):
        super().logout(request)
        kept_forms.forget_owner(request)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Failures count for the account at one network address, so none elsewhere shuts it."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{ratelimit.get_ip(request)}"

    def get_reauthentication_methods(self, user):
        """Where a second step is demanded, the password is no other way."""
        methods = super().get_reauthentication_methods(user)
        if not getattr(self.request, "second_factor_missing", False):
            return methods
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    def set_password(self, user, password):
        """Whoever had the old password and guessed codes with it is out, so codes count anew."""
        super().set_password(user, password)
        ratelimit.clear(
            self.request,
            app="allauth.account",
            action="login_failed",
            key=f"mfa-auth-user-{user.pk}",
        )

    def send_mail(self, template_prefix, email, context):
        """By the queue, like all mails: how long an answer takes tells nobody who has an account."""
        if template_prefix in ANSWERS_TO_ANYBODY and _has_enough_of(template_prefix, email):
            return
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
        to_editor = url and url.startswith("/admin/") and user.is_authenticated
        if to_editor and not user.has_perm("wagtailadmin.access_admin"):
            return False
        try:
            return super().is_safe_url(url)
        except (
            ValueError
        ):  # not an address at all, says a newer Python: `https://[::1]@evil.example`
            return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Accounts made by another sign-in service: never joined to one that is there, without rights."""

    def populate_user(self, request, sociallogin, data):
        user = super().populate_user(request, sociallogin, data)
        user.language = switched_on(reader_language())
        user.email = user.email.lower()
        user.first_name = user.first_name[:LONGEST_NAME]
        user.last_name = user.last_name[:LONGEST_NAME]
        return user

    def is_auto_signup_allowed(self, request, sociallogin):
        """Only with a name and a confirmed address is there nothing left to ask."""
        user = sociallogin.user
        is_confirmed = any(
            address.verified and address.email == user.email
            for address in sociallogin.email_addresses
        )
        return bool(is_confirmed and user.first_name and user.last_name)


def _has_enough_of(template_prefix, email):
    """Nobody floods a mailbox from here; the answer on the page stays the same."""
    address = sha256(email.lower().encode()).hexdigest()
    key = f"{template_prefix}:{address}"
    cache.add(key, 0, ANSWERS_SECONDS)
    try:
        return cache.incr(key) > MOST_ANSWERS
    except ValueError:  # it ended just now
        return False
