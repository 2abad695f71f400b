"""A sign-in service for the tests: a site of its own, in a process of its own, with its own people.

`running(folder)` starts it; `python -m tests.openid_provider PORT FOLDER` is what it starts.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "nine-large-ships-at-dusk"
CLIENT, SECRET = "hub-of-the-tests", "shared-by-both-sides"
# Address, is it confirmed, first and last name.
PEOPLE = {
    "nia": ("nia.petrova@service.example", True, "Nia", "Petrova"),
    "unsure": ("unsure@service.example", False, "Uno", "Unsure"),
    "nameless": ("nameless@service.example", True, "", ""),
    "addressless": ("", False, "Ada", "Addressless"),
    "taken": ("Secretariat@alma.example", True, "Not", "Ieva"),
    "takenunsure": ("member@alma.example", False, "Not", "Sofie"),
    "long": ("long@service.example", True, "L" * 150, "G" * 150),
}


@dataclass(frozen=True)
class Service:
    url: str

    @property
    def app(self) -> dict:
        """What the hub's settings say of this service."""
        return {
            "provider_id": "service",
            "name": "Service of the tests",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": self.url},
        }


@contextmanager
def running(folder: Path, back_to: list[str], port: int = 0):
    """The service, on a free port; it leads back to these addresses alone."""
    port = port or free_port()
    kept = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.openid_provider", str(port), str(folder), *back_to],
        cwd=ROOT,
        env=kept,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout.readline().strip() == "ready"
        service = Service(f"http://127.0.0.1:{port}")
        with urlopen(f"{service.url}/.well-known/openid-configuration") as answer:  # noqa: S310
            assert json.load(answer)["issuer"] == service.url
        yield service
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def main(port: str, folder: str, *back_to: str) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from django.conf import settings

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    settings.configure(
        SECRET_KEY="only-for-the-service-of-the-tests",
        ALLOWED_HOSTS=["127.0.0.1", "localhost"],
        ROOT_URLCONF="tests.openid_provider",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(Path(folder) / "service.sqlite3"),
                "OPTIONS": {"timeout": 20},
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        SESSION_COOKIE_NAME="service_session",  # one host, other port: cookies are shared
        CSRF_COOKIE_NAME="service_csrf",
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_RATE_LIMITS=False,
        IDP_OIDC_PRIVATE_KEY=key.decode(),
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _fill(back_to)
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from django.core.wsgi import get_wsgi_application

    WSGIRequestHandler.log_message = lambda *args: None
    server = make_server("127.0.0.1", int(port), get_wsgi_application())
    print("ready", flush=True)
    server.serve_forever()


def _fill(back_to: tuple[str, ...]) -> None:
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model

    for name, (email, verified, first, last) in PEOPLE.items():
        user = get_user_model().objects.create_user(
            name, email, PASSWORD, first_name=first, last_name=last
        )
        if email:
            EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    client = Client(
        id=CLIENT,
        name="Hub",
        scopes="openid\nprofile\nemail",
        redirect_uris="\n".join(back_to),
    )
    client.set_secret(SECRET)
    client.save()


def urlpatterns_of_the_service():
    from django.urls import include, path

    return [
        path("accounts/", include("allauth.urls")),
        path("", include("allauth.idp.urls")),
    ]


def __getattr__(name: str):
    """`urlpatterns`, for the process of the service alone: Django is set up there first."""
    if name == "urlpatterns":
        return urlpatterns_of_the_service()
    raise AttributeError(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
