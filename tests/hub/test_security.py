import logging
import subprocess
import sys

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


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "a b", "", "testserver.evil.example"]
)
@pytest.mark.parametrize(
    "address", ["/", "/en/", "/healthz", "/en/accounts/login/", "/admin/", "/en/x"]
)
def test_a_foreign_name_is_refused_without_an_error_in_the_log(visitor, caplog, host, address):
    with caplog.at_level(0):
        response = visitor.get(address, headers={"Host": host})

    assert response.status_code == 400
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("name", ["SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"])
def test_what_browsers_insist_on_is_a_setting(name):
    script = f"from django.conf import settings; print(settings.{name})"

    def said(**environment):
        base = {"SECRET_KEY": "x", "DJANGO_SETTINGS_MODULE": "hub.settings"}
        run = subprocess.run(
            [sys.executable, "-c", script],
            env=base | environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout.strip()

    assert (said(), said(**{name: "false"})) == ("True", "False")
