"""How allauth's OpenID Connect is fitted to the hub: one address to come back to, few data kept."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

from hub.languages import language_of_path

KEPT_CLAIMS = ("sub", "email")


class OpenIdAdapter(OpenIDConnectOAuth2Adapter):
    """A service knows one address to come back to; `hub.languages` finds the reader's language."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        path = reverse("openid_connect_callback", kwargs={"provider_id": self.provider_id})
        language = language_of_path(path) or ""
        return request.build_absolute_uri(path.removeprefix(f"/{language}"))


class OpenIdProvider(OpenIDConnectProvider):
    """Asks for a name and an address; takes nothing else from what the service tells."""

    package = "network.openid"
    oauth2_adapter_class = OpenIdAdapter

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        return self.get_auth_params()

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return self.get_scope()

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        fields = super().extract_common_fields(data)
        return {
            name: value.replace("\0", "") if isinstance(value, str) else None
            for name, value in fields.items()
        }

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """Confirmed is what the service says so plainly; “false” as a word is no yes."""
        addresses = super().extract_email_addresses(data)
        said = _told(data).get("email_verified")
        for address in addresses:
            address.verified = said is True or said == "true"
        return addresses

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        told = _told(data)
        return {"userinfo": {name: told[name] for name in KEPT_CLAIMS if name in told}}


def _told(data: dict[str, Any]) -> dict[str, Any]:
    """The claims, as allauth picks them too."""
    return data.get("userinfo") or data.get("id_token") or {}
