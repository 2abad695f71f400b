"""Asks a hub with the settings of production what it answers; prints it as JSON.

Run by tests/hub/test_production.py in a process of its own, since settings are read once.
"""

import json
import logging
import re

import django

HOST = "hub.example"
PASSWORD = "a-password-for-tests"


def main() -> None:
    django.setup()
    logging.disable()
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    print(json.dumps(answers()))


def answers() -> dict:
    from django.test import Client
    from django.urls import reverse

    from network.models import User

    user = User.objects.create_user("probe@alma.example", PASSWORD, first_name="Pia")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    log_in = reverse("account_login")
    jar = Client(enforce_csrf_checks=True, SERVER_NAME=HOST)
    form = jar.get(log_in, secure=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.content.decode())
    data = {"login": user.email, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    sent = jar.post(log_in, data, secure=True, headers={"Referer": f"https://{HOST}{log_in}"})
    from_elsewhere = Client(enforce_csrf_checks=True, SERVER_NAME=HOST)
    from_elsewhere.get(log_in, secure=True)
    evil = {"Referer": "https://evil.example/", "Origin": "https://evil.example"}
    found = {
        "form": form,
        "sent": sent,
        "profile": jar.get(reverse("network:profile_edit"), secure=True),
        "page": Client(SERVER_NAME=HOST).get("/en/", secure=True),
        "missing": Client(SERVER_NAME=HOST).get("/en/nothing/", secure=True),
        "plain": Client(SERVER_NAME=HOST).get("/en/partners/?q=a"),
        "health": Client(SERVER_NAME=HOST).get("/healthz"),
        "foreign": Client(SERVER_NAME="evil.example").get("/en/", secure=True),
        "foreign plain": Client(SERVER_NAME="evil.example").get("/en/"),
        "forged": from_elsewhere.post(log_in, data, secure=True, headers=evil),
    }
    return {name: answer(response) for name, response in found.items()}


def answer(response) -> dict:
    return {
        "status": response.status_code,
        "headers": dict(response.headers),
        "cookies": {
            name: {key: morsel[key] for key in ("secure", "httponly", "samesite", "path", "domain")}
            for name, morsel in response.cookies.items()
            if morsel.value
        },
    }


if __name__ == "__main__":
    main()
