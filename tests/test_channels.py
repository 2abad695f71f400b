"""The same answer by every channel: who may not read a thing meets its word nowhere at all.

The channels are all addresses of the permission table (so a new one is looked through as soon as it
is there), the search, what the editor lists, and the mails. The word of each thing has to reach
each of its readers and must not reach anybody else.
"""

from collections import defaultdict
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.test import Client

from tests.addresses import world_of
from tests.permission_rows import ROLES
from tests.private_things import ITS_OWN, THINGS

# Kinds of answers in which somebody looks for the words; another kind has to be looked into first.
KINDS = {
    "text/html",
    "text/csv",
    "text/calendar",
    "text/plain",
    "application/xml",
    "application/json",
    "application/zip",
    "image/png",
    "image/jpeg",
}
SEARCHES = (
    "/en/search/?q={word}",
    "/da/search/?q={word}",
    "/en/partners/?q={word}",
    "/en/members/?q={word}",
    "/en/members/people/?q={word}",
    "/en/projects/?q={word}",
    "/en/history/?q={word}",
)
EDITOR = (
    "/admin/pages/search/?q={word}",
    "/admin/choose-page/search/?q={word}",
    "/admin/images/?q={word}",
    "/admin/documents/?q={word}",
)


@pytest.fixture
def places(cast, django_capture_on_commit_callbacks):
    """(role, word) → where it was seen: addresses, and mails to that person."""
    with django_capture_on_commit_callbacks(execute=True):
        own = [path for thing in THINGS for path in thing.make(cast, thing.word)]
        world = world_of(cast)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    kinds = set()
    for role in ROLES:
        client = Client()
        if role != "visitor":
            client.force_login(getattr(cast, role))
        for path in asked_for([*world.paths(), *own]):
            response = client.get(path)
            kinds.add(response.get("Content-Type", "text/html").partition(";")[0])
            for word in words_in(body_of(response)):
                found[role, word].append(path)
    assert kinds <= KINDS
    note_mails(cast, found)
    return found


def asked_for(paths):
    """Every address; searches ask in capitals, so that what only repeats the question does not count."""
    yield from (path for path in paths if "logout" not in path)
    for form in (*SEARCHES, *EDITOR):
        yield from (form.format(word=thing.word.upper()) for thing in THINGS)


def words_in(text):
    return [thing.word for thing in THINGS if thing.word in text]


def note_mails(cast, found):
    people = {getattr(cast, role).email: role for role in ROLES if role != "visitor"}
    for letter in mail.outbox:
        for word in words_in(f"{letter.subject} {letter.body} {letter.alternatives}"):
            for address in set(letter.recipients()) - {ITS_OWN}:
                found[people.get(address, address), word].append(f"mail: {letter.subject}")


def body_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as parts:
            content = b"\n".join(parts.read(name) for name in parts.namelist())
    return content.decode(errors="replace")


def test_the_same_answer_by_every_channel(places):
    wrong = []
    for thing in THINGS:
        readers = set(thing.readers.split())
        saw = {role for role, word in places if word == thing.word}
        wrong += [
            f"{thing.what}: {role} must not see it: {places[role, thing.word][:4]}"
            for role in sorted(saw - readers)
        ]
        wrong += [f"{thing.what}: {role} never sees it" for role in sorted(readers - saw)]

    assert wrong == []
