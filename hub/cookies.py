"""Every cookie that the site sets; the page about cookies shows this list.

tests/hub/test_cookies.py walks the site as each role and fails when a cookie is missing here, or
stands here and is never set.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub import kept_forms


@dataclass(frozen=True)
class Cookie:
    """`seconds` is how long a browser keeps it at most; None: until it is closed."""

    name: str
    purpose: str | Promise
    life: str | Promise
    seconds: int | None


def all_cookies() -> list[Cookie]:
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("Keeps you signed in, and what you are in the middle of when you sign in."),
            _("Until you sign out; two weeks at most"),
            settings.SESSION_COOKIE_AGE,
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("Keeps other sites from sending a form in your name. Set by pages with a form."),
            _("One year"),
            settings.CSRF_COOKIE_AGE,
        ),
        Cookie(
            kept_forms.COOKIE,
            _(
                "Tells whose form it was if you are signed out while you fill it in. Lets nobody in."
            ),
            _("Until you sign out; 30 days at most"),
            kept_forms.COOKIE_SECONDS,
        ),
        Cookie(
            CookieStorage.cookie_name,
            _("Carries a short note, such as “Saved”, to the next page."),
            _("Until the next page"),
            None,
        ),
    ]
