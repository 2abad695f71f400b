"""Every kind of page of the demo, as people of several roles see it: valid, titled, in its language."""

import re
from collections import defaultdict

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from lxml import html

from hub.reference.funding import FUNDED
from network.models import User
from tests import languages_of_page, validity
from tests.permission_rows import ROLES as ROLES_OF_TABLE
from tests.permission_rows import PageRow, UrlRow
from tests.test_permissions import rows, url_patterns
from tests.walking import walk

LANGUAGES = ("en", "da")
ROLES = ("visitor", "secretariat", "member", "operator", "authority")


@pytest.mark.django_db
def test_every_kind_of_page_is_valid(settings, django_capture_on_commit_callbacks):
    """One test, because loading the demo is what takes the time."""
    settings.LOCAL = True
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo", verbosity=0)
    known = languages_of_page.known_words()
    wrong, kinds = defaultdict(set), set()
    for role in ROLES:
        client = Client()
        if role != "visitor":
            client.force_login(User.objects.get(email=f"{role}@alma.example"))
        titles = defaultdict(set)
        for address, response in walk(client, *(f"/{code}/" for code in LANGUAGES), of_a_kind=2):
            if response.status_code != 200 or "text/html" not in response["Content-Type"]:
                continue
            address = response.request["PATH_INFO"]
            source, language = response.content.decode(), address[1:3]
            kinds.add(re.sub(r"\d+", "*", address))
            for fault in _faults(response, source, language, known):
                wrong[fault].add((role, address))
            title = " ".join(html.fromstring(source).xpath("string(//title)").split())
            titles[language, title].add(address)
        for (_language, title), addresses in titles.items():
            if len(addresses) > 1:
                wrong[f"one title for several pages: {title!r}"] |= {(role, a) for a in addresses}

    lines = [f"{fault}: {len(where)} × {min(where)}" for fault, where in sorted(wrong.items())]
    assert lines == []
    assert len(kinds) > 100


def somebody(row):
    """A role that is shown the page: somebody with an account, if there is one."""
    allowed = [role for role in ROLES_OF_TABLE if row.answers[role] == "yes"]
    return next((role for role in reversed(allowed) if role != "visitor"), *allowed[:1])


def shown_to(row, cast, method, path):
    client = Client()
    role = somebody(row)
    if role != "visitor":
        client.force_login(getattr(cast, role))
    response = getattr(client, method)(path)
    is_page = response.status_code == 200 and "text/html" in response["Content-Type"]
    return response.content.decode() if is_page else ""


def with_pages(rows_of_kind, method):
    return [
        row
        for row in rows_of_kind
        if method in row.methods
        and "yes" in row.answers.values()
        and not is_of_the_editor(row.name)
    ]


def is_of_the_editor(name):
    """Wagtail's own pages are Wagtail's to keep valid."""
    return bool(name) and reverse_path(name).startswith("admin/")


def reverse_path(name):
    return next((path for path, known, _view in url_patterns() if known == name), "")


@pytest.mark.parametrize("row", with_pages(rows(UrlRow), "get"), ids=lambda row: row.key)
def test_every_view_shows_a_valid_page(row, cast):
    path = reverse(row.name, kwargs=row.scene(cast))

    source = shown_to(row, cast, "get", path)

    assert not source or validity.faults(source) == []


@pytest.mark.parametrize("row", with_pages(rows(PageRow), "get"), ids=lambda row: row.key)
def test_every_page_type_shows_a_valid_page(row, cast):
    path = row.scene(cast).get_url() + row.route

    assert validity.faults(shown_to(row, cast, "get", path)) == []


@pytest.mark.parametrize("row", with_pages(rows(UrlRow), "post"), ids=lambda row: row.key)
def test_every_form_that_is_refused_shows_a_valid_page(row, cast):
    path = reverse(row.name, kwargs=row.scene(cast))

    source = shown_to(row, cast, "post", path)

    assert not source or validity.faults(source) == []


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["400", "403", "403_csrf", "404", "429", "500"])
def test_every_page_of_an_error_is_valid(template, rf):
    request = rf.get("/en/")
    request.user, request.reader_language = AnonymousUser(), "en"

    assert validity.faults(render_to_string(f"{template}.html", request=request)) == []


def _faults(response, source, language, known):
    yield from validity.faults(source)
    if "/history/" not in response.request["PATH_INFO"]:  # shows old words as they were
        yield from languages_of_page.faults(source, language, known)
    policy = response.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"the policy is {policy!r}"
    foot = html.fromstring(source).xpath("string(//footer//*[@class='emblem'])")
    if FUNDED[language] not in foot:
        yield "no funding statement at the foot"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>One<div>Two</div></p>", "the parser reads"),
        ("<span><div>x</div></span>", "<div> in <span>"),
        ("<ul><p>x</p></ul>", "<p> in <ul>"),
        ('<a href="/x">x <a href="/y">y</a></a>', "<a> within ['a']"),
        ("<b>x", "</main> closes while <b> is open"),
        ('<i id="x">x</i><i id="x">y</i>', "id 'x' stands 2 times"),
        ('<label for="gone">x</label>', "for='gone' refers to nothing"),
        ('<input name="q">', "a field without a label: q"),
        ("<h3>x</h3>", "h1 is followed by h3"),
        ("<h1>Again</h1>", "2 × <h1>"),
        ('<img src="/x.png">', "a picture without alt: /x.png"),
        ('<a href="/x"></a>', "nothing in <a>"),
        ('<p style="color: red">x</p>', "style='color: red'"),
        ('<p onclick="x()">x</p>', "onclick on <p>"),
        ("<script>x()</script>", "an inline script"),
        ('<a href="javascript:x()">x</a>', "a link that runs a script: javascript:x()"),
    ],
)
def test_validity_finds(body, fault):
    page = (
        '<!DOCTYPE html><html lang="en"><head><title>A page</title></head>'
        "<body><main><h1>A page</h1>{}</main></body></html>"
    )

    assert validity.faults(page.format("<p>All is well.</p>")) == []
    assert any(found.startswith(fault) for found in validity.faults(page.format(body)))


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>Brobyggerne</p>", "'Brobyggerne' is da, marked as en for a reader of en"),
        ('<p lang="da">Brobyggerne</p>', None),
        ('<p lang="da">Skip to content</p>', "'Skip to content' is en, marked as da"),
        ("<p>Gå til indhold</p>", "'Gå til indhold' is da, marked as en"),
    ],
)
def test_languages_of_page_finds(body, fault):
    page = f'<html lang="en"><body>{body}</body></html>'

    found = languages_of_page.faults(page, "en", {"Brobyggerne": "da"})

    assert [line[: len(fault)] for line in found] == [fault] if fault else found == []
