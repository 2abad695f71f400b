from django.conf import settings
from django.http import HttpRequest


def hub(request: HttpRequest) -> dict[str, str]:
    """The names that every page carries."""
    return {
        "hub_name": settings.HUB_NAME,
        "hub_tagline": settings.HUB_TAGLINE,
        "hub_contact_email": settings.HUB_CONTACT_EMAIL,
    }
