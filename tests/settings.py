"""The hub's settings for tests: quick hashes, tasks at once, mails in memory, one kept database.

The kept database lives under var/, so each working copy and each test process has its own.
TEST_DATABASE_URL runs the same tests on PostgreSQL (make test-postgres).
"""

import os
import tempfile
from pathlib import Path

_here = Path(__file__).resolve().parent.parent
_kept = _here / "var" / "test"
_kept.mkdir(parents=True, exist_ok=True)
# Nothing of the developer's own environment may change what a test sees.
for _name in ("SECRET_KEY", "HUB_URL", "ALLOWED_HOSTS", "CACHE_URL", "PAGE_CACHE_URL", "HUB_DEMO"):
    os.environ.pop(_name, None)
os.environ["DEBUG"] = "1"
os.environ["HUB_LANGUAGES"] = "en,da"
os.environ["DATABASE_URL"] = os.environ.get(
    "TEST_DATABASE_URL", f"sqlite:///{_kept / 'unused.sqlite3'}"
)

from hub.settings import *  # noqa: E402

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost"]

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, because a database in memory cannot be kept: Wagtail's migrations take half a minute.
    DATABASES["default"]["TEST"] = {"NAME": str(_kept / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = tempfile.mkdtemp(prefix="hub-test-static-")
MEDIA_ROOT = tempfile.mkdtemp(prefix="hub-test-media-")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ACCOUNT_RATE_LIMITS = False
# Its own tests switch it on (tests/network/test_second_factor.py).
HUB_SECOND_FACTOR = False
