"""What a browser is given by a hub that runs with the settings of production."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.hub.test_security_headers import ALWAYS

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ("PATH", "HOME", "LANG", "VIRTUAL_ENV")


@pytest.fixture(scope="module")
def production(django_db_setup, tmp_path_factory):
    """The answers of tests/production_probe.py to a copy of the empty hub."""
    if connection.vendor != "sqlite":
        pytest.skip("copies the file of the test database")
    folder = tmp_path_factory.mktemp("production")
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as kept,
        closing(sqlite3.connect(folder / "hub.sqlite3")) as copy,
    ):
        kept.backup(copy)
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {
        "DJANGO_SETTINGS_MODULE": "hub.settings",
        "SECRET_KEY": "p" * 60,
        "HUB_URL": "https://hub.example",
        "ALLOWED_HOSTS": "hub.example",
        "HUB_LANGUAGES": "en,da",
        "HUB_VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'hub.sqlite3'}",
        "CACHE_URL": "locmemcache://",
        "PAGE_CACHE_URL": "locmemcache://pages",
        "EMAIL_URL": "dummymail://",
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.production_probe"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def test_signing_in_works_and_its_cookies_are_safe(production):
    cookies = production["form"]["cookies"] | production["sent"]["cookies"]

    assert production["sent"]["status"] == 302
    assert production["profile"]["status"] == 200
    assert {"sessionid", "csrftoken"} <= set(cookies)
    for name, attributes in cookies.items():
        assert attributes["secure"], name
        assert attributes["samesite"] == "Lax", name
        assert attributes["domain"] == "", name
        assert attributes["httponly"] or name == "csrftoken", name


def test_no_cookie_for_who_only_reads(production):
    assert production["page"]["status"] == 200
    assert production["page"]["cookies"] == production["missing"]["cookies"] == {}


def test_everything_goes_over_https_from_the_first_visit_on(production):
    plain = production["plain"]

    assert (plain["status"], plain["headers"]["Location"]) == (
        301,
        "https://hub.example/en/partners/?q=a",
    )
    assert plain["cookies"] == {}
    assert production["health"]["status"] == 200  # asked by the machine next door
    for name in ("page", "missing", "form", "sent", "profile"):
        assert "max-age=31536000" in production[name]["headers"]["Strict-Transport-Security"]


@pytest.mark.parametrize("name", ["foreign", "foreign plain"])
def test_another_host_is_answered_with_nothing(production, name):
    assert production[name]["status"] == 400
    assert "Location" not in production[name]["headers"]
    assert production[name]["headers"]["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in production[name]["headers"]["Content-Security-Policy"]


def test_a_form_from_another_site_is_refused(production):
    assert production["forged"]["status"] == 403
    assert "sessionid" not in production["forged"]["cookies"]


@pytest.mark.parametrize("name", ["page", "missing", "form", "sent", "profile", "plain"])
def test_every_answer_has_the_headers(production, name):
    headers = production[name]["headers"]

    assert {header: headers.get(header) for header in ALWAYS} == ALWAYS
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "http:" not in headers["Content-Security-Policy"]
