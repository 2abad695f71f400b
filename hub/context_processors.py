from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from hub.languages import view_context


def hub(request: HttpRequest) -> dict[str, Any]:
    """The names and languages that every page carries (hub/languages.py has the list)."""
    return {
        **view_context(request),
        "hub_name": gettext(settings.HUB_NAME),
        "hub_tagline": settings.HUB_TAGLINE,
        "content_licence": {
            "name": settings.HUB_LICENCE_NAME,
            "url": settings.HUB_LICENCE_URL,
        },
        "hub_contact_email": settings.HUB_CONTACT_EMAIL,
    }
