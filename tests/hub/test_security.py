import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from hub.security import ContentSecurityPolicyMiddleware

pytestmark = pytest.mark.django_db


def policy(response):
    parts = (part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    return {part[0]: set(part[1].split()) for part in parts}


@pytest.mark.parametrize(
    "address", ["/en/", "/en/search/?q=x", "/en/accounts/login/", "/healthz", "/en/nothing/", "/"]
)
def test_nothing_inline_runs_on_the_site(visitor, address):
    rules = policy(visitor.get(address))

    assert rules["default-src"] == {"'none'"}
    assert rules["script-src"] == rules["style-src"] == {"'self'"}
    assert rules["img-src"] == {"'self'", "data:"}
    assert rules["form-action"] == rules["frame-ancestors"] == rules["base-uri"] == {"'self'"}
    assert "unsafe" not in visitor.get(address)["Content-Security-Policy"]


def test_the_editor_alone_may_use_inline_scripts(client_of, secretariat):
    rules = policy(client_of(secretariat).get("/admin/"))

    assert rules["script-src"] == rules["style-src"] == {"'self'", "'unsafe-inline'"}
    assert not [value for values in rules.values() for value in values if "http" in value]


def test_an_address_that_only_looks_like_the_editors_gets_the_strict_policy():
    request = RequestFactory().get("/en/admin/")

    response = ContentSecurityPolicyMiddleware(lambda request: HttpResponse())(request)

    assert "unsafe" not in response["Content-Security-Policy"]


def test_browsers_are_told_what_the_site_never_asks_for(visitor):
    response = visitor.get("/en/")

    assert "camera=()" in response["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in response["Permissions-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
