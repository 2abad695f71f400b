"""Wild requests at every address as every role: `make test-hostile`.

HOSTILE_REQUESTS says how many (20,000 unless told; 100,000 for a long look), HOSTILE_SEED which
ones. No answer is a 500, none holds a word of tests/private_things.py that its reader may not see, no
refused request has written anything. Each is taken back, so that the next one meets the same hub.
"""

import logging
import os
import traceback
from collections import Counter
from http import HTTPStatus
from random import Random

import pytest
from django.core import mail
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from tests.addresses import world_of
from tests.hostile import wildness
from tests.hostile.forms import Form, forms_of
from tests.hostile.wildness import Wild
from tests.hostile.writes import Writes
from tests.permission_rows import ROLES
from tests.private_things import THINGS

REQUESTS = int(os.environ.get("HOSTILE_REQUESTS", "20000"))
SEED = os.environ.get("HOSTILE_SEED", "2026")
PARTS = 8
# What a refused request may leave: that there was somebody.
MAY_BE_WRITTEN = {"django_session", "usersessions_usersession", "hub_cache"}
# Wagtail's and allauth's own pages are knocked at; their forms are theirs to test.
LEFT_ALONE = ("/admin/pages/", "/admin/images/", "/admin/documents/", "/accounts/logout/")


class Attack:
    """Somebody of each role, all addresses, and the forms that each is shown there."""

    def __init__(self, cast, random):
        self.random = random
        self.paths = [path for thing in THINGS for path in thing.make(cast, thing.word)]
        self.paths = sorted({*self.paths, *world_of(cast).paths()})
        self.clients = {}
        self.forms: dict[tuple[str, str], list[Form]] = {}
        for role in ROLES:
            self.clients[role] = Client()
            if role != "visitor":
                self.clients[role].force_login(getattr(cast, role))
        self.sessions = {
            role: {name: morsel.value for name, morsel in client.cookies.items()}
            for role, client in self.clients.items()
        }

    def forms_at(self, role, path) -> list[Form]:
        if (role, path) not in self.forms:
            response = self.send(Wild(role, "GET", path))
            kind = response.get("Content-Type", "") if response else ""
            shown = response is not None and response.status_code == HTTPStatus.OK
            text = response.content.decode(errors="replace") if shown and "html" in kind else ""
            self.forms[role, path] = forms_of(text, path)
        return self.forms[role, path]

    def next(self) -> Wild:
        random = self.random
        role, path = random.choice(ROLES), random.choice(self.paths)
        forms = self.forms_at(role, path) if random.random() < 0.6 else []
        if forms:
            form = random.choice(forms)
            data = wildness.spoilt(random, form.values, form.files)
            return Wild(role, form.method, form.action, data, "", wildness.headers(random))
        data, content_type = wildness.body(random)
        method = random.choice(wildness.METHODS)
        if method in {"GET", "HEAD", "OPTIONS", "TRACE"}:
            data, content_type = None, ""
        return Wild(
            role,
            method,
            wildness.bent(random, path),
            data,
            content_type,
            wildness.headers(random),
        )

    def send(self, wild: Wild):
        client = self.clients[wild.role]
        client.cookies.load(self.sessions[wild.role])
        for name in set(client.cookies) - set(self.sessions[wild.role]):
            del client.cookies[name]
        extra = {"headers": wild.headers}
        if wild.method in {"GET", "HEAD"}:
            return getattr(client, wild.method.lower())(wild.path, wild.data, **extra)
        if wild.method == "POST" and not wild.content_type:
            return client.post(wild.path, wild.data, **extra)
        data = b"" if wild.data is None else wild.data
        if isinstance(data, dict):
            data = str(data).encode(errors="replace")
        kind = wild.content_type or "application/octet-stream"
        return client.generic(wild.method, wild.path, data, kind, **extra)


def faults_of(attack: Attack, wild: Wild, statuses: Counter) -> list[str]:
    """What is wrong with the answer to one request; nothing stays of it."""
    faults = []
    with transaction.atomic(), Writes() as writes:
        try:
            response = attack.send(wild)
        except Exception:
            lines = traceback.format_exc().splitlines()
            faults.append("500: " + " / ".join(line.strip() for line in lines[-7:]))
            response = None
        if response is not None:
            statuses[response.status_code] += 1
            faults += judged(wild, response, writes)
        transaction.set_rollback(True)
    return faults


def judged(wild, response, writes) -> list[str]:
    faults = []
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        faults.append(str(response.status_code))
    if response.status_code >= HTTPStatus.BAD_REQUEST and (
        left := writes.tables() - MAY_BE_WRITTEN
    ):
        faults.append(f"{response.status_code}, but wrote to {sorted(left)}")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    faults += [
        f"shows the {thing.what}"
        for thing in THINGS
        if wild.role not in thing.readers.split() and thing.word.encode() in content
    ]
    return faults


@pytest.fixture
def quiet():
    """Thousands of refusals would fill the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_breaks_and_nothing_leaks(part, cast, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
    random = Random(f"{SEED}:{part}")  # noqa: S311  to be made again, not to be secret
    attack = Attack(cast, random)
    statuses: Counter = Counter()
    faults: dict[str, str] = {}
    for number in range(REQUESTS // PARTS):
        wild = attack.next()
        if any(wild.path.startswith(path) for path in LEFT_ALONE):
            wild = Wild(wild.role, "GET", "/en/")
        for fault in faults_of(attack, wild, statuses):
            faults.setdefault(fault, f"{fault}\n    {number}: {wild.describe()}")
        if number % 200 == 0:
            mail.outbox.clear()
            for cache in caches.all(initialized_only=True):
                cache.clear()

    print(f"part {part}: {dict(statuses)}")
    assert not faults, "\n".join(faults.values())
    # A suite that is refused everywhere would find nothing.
    assert statuses[200] > REQUESTS / PARTS / 10
    assert statuses[302] > 0
