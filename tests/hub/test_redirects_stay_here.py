"""No address of the site sends anybody, or leads anybody by a link, to where an address says."""

import re
from html import unescape
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from tests.factories.hub import ContentPageFactory
from tests.factories.network import SeatFactory, UserFactory
from tests.permission_rows import ROLES, PageRow, UrlRow
from tests.permission_table import TABLE

pytestmark = pytest.mark.django_db

HERE = "https://testserver/en/somewhere/"
# What browsers take for another site, or for a script.
ELSEWHERE = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    " //evil.example",
    "\x00//evil.example",
    "\u00a0//evil.example",
    "\u3000//evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https:\\\\evil.example",
    "HtTpS://evil.example",
    "//evil.example\\@testserver/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://testserver:pass@evil.example",
    "//evil。example",
    "//ⓔvil.example",
    "https://[::1]@evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "/en/accounts/login/../../..//evil.example",
]
NAMES = ("next", "back", "url", "to", "return", "return_to", "return_url", "redirect_to", "referer")


def leads_away(address: str) -> bool:
    """As a browser reads it: no control characters, a backslash is a slash, the host in lower case."""
    seen = re.sub(r"[\t\r\n]", "", address.strip("".join(map(chr, range(0x21)))))
    seen = seen.replace("\\", "/")
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", seen)
    if scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel", "webcal"):
        return True
    if re.match(r"https?:/{0,}[^/]", seen, re.IGNORECASE):
        seen = re.sub(r"^(https?):/*", r"\1://", seen, flags=re.IGNORECASE)
    elif seen.startswith("//"):
        seen = "//" + seen.lstrip("/")
    try:
        host = (urlsplit(urljoin(HERE, seen)).hostname or "").lower()
    except ValueError:  # a newer Python reads no host in it; a browser may
        return True
    return "vil" in host  # also in letters that only look like it


def links(response) -> list[str]:
    if response.streaming or "html" not in response.headers.get("Content-Type", ""):
        return []
    html = response.content.decode()
    return [
        unescape(found) for found in re.findall(r'\s(?:href|action|src|formaction)="([^"]*)"', html)
    ]


def assert_stays(response):
    location = response.headers.get("Location", "")
    assert not leads_away(location), location
    assert "Refresh" not in response.headers
    assert not [link for link in links(response) if leads_away(link)]


def test_the_test_itself_knows_what_leads_away():
    inside = ["", "/en/", "?next=//evil.example", "/en/x//evil.example", "#evil", "en/evil/"]

    assert not [address for address in inside if leads_away(address)]
    leading = [address for address in ELSEWHERE if leads_away(address)]
    # Browsers read these as a path here; they must not come back either way.
    assert len(ELSEWHERE) - len(leading) <= 5


# Where a person is sent on


def test_after_signing_in(db):
    for elsewhere in ELSEWHERE:
        visitor = Client()
        user = UserFactory(password="a-password-for-tests")
        address = reverse("account_login")

        form = visitor.get(
            address, {"next": elsewhere}, headers={"Referer": "https://evil.example/"}
        )
        sent = visitor.post(
            f"{address}?next={quote(elsewhere)}",
            {"login": user.email, "password": "a-password-for-tests", "next": elsewhere},
            headers={"Referer": "https://evil.example/"},
        )

        assert_stays(form)
        assert sent.status_code == (400 if "\0" in elsewhere else 302)
        assert_stays(sent)


def test_when_signed_in_already_and_on_the_way_out(client_of, member):
    for elsewhere in ELSEWHERE:
        for name in ("account_login", "account_signup", "account_logout", "mfa_index"):
            address = reverse(name)
            for method in ("get", "post"):
                browser = client_of(member)
                response = getattr(browser, method)(
                    f"{address}?next={quote(elsewhere)}",
                    {"next": elsewhere},
                    headers={"Referer": elsewhere.encode("ascii", "ignore").decode()},
                )

                assert_stays(response)


def test_after_confirming_it_is_oneself(client_of):
    for elsewhere in ELSEWHERE:
        user = SeatFactory(person=UserFactory(password="a-password-for-tests")).person
        browser = client_of(user)

        response = browser.post(
            f"{reverse('account_reauthenticate')}?next={quote(elsewhere)}",
            {"password": "a-password-for-tests", "next": elsewhere},
        )

        assert response.status_code == (400 if "\0" in elsewhere else 302)
        assert_stays(response)


def test_after_choosing_for_whom_one_acts(client_of, member):
    for elsewhere in ELSEWHERE:
        seat = member.seats.get()

        response = client_of(member).post(
            reverse("network:seat_choose"), {"seat": seat.pk, "next": elsewhere}
        )

        assert response.status_code == 302
        assert_stays(response)


def test_doors_of_wagtail_lead_to_ours_alone(visitor):
    for elsewhere in ELSEWHERE:
        for address in ("/admin/login/", "/_util/login/", "/admin/password_reset/", "/admin/"):
            assert_stays(visitor.get(address, {"next": elsewhere}))


def test_the_word_for_a_private_page_leads_nowhere_else(visitor):
    for elsewhere in ELSEWHERE:
        restriction = PageViewRestriction.objects.create(
            page=ContentPageFactory(), restriction_type="password", password="sesame"
        )
        address = reverse(
            "wagtailcore_authenticate_with_password", args=[restriction.pk, restriction.page_id]
        )

        assert_stays(visitor.post(address, {"password": "sesame", "return_url": elsewhere}))


def test_in_the_editor(client_of, secretariat):
    for elsewhere in ELSEWHERE:
        page = ContentPageFactory()
        parent = Page.objects.get(pk=page.pk).get_parent()
        desk = client_of(secretariat)

        for name in ("wagtailadmin_pages:unpublish", "wagtailadmin_pages:delete"):
            address = f"{reverse(name, args=[page.pk])}?next={quote(elsewhere)}"
            assert_stays(desk.get(address))
            assert_stays(desk.post(address, {"next": elsewhere}))
        assert parent.pk


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/",
        "//evil.example/%2e%2e",
        "/%2F%2Fevil.example",
        "/%5Cevil.example",
        "/\\evil.example/accounts/login",
        "//evil.example/accounts/login",
        "///evil.example/partners",
        "/en//evil.example",
        "/en/%2F/evil.example",
        "/%09/evil.example/accounts/login",
        "/en/partners%2F..%2F..%2F%2Fevil.example",
        "/healthz/..//evil.example",
    ],
)
def test_addresses_that_miss_a_slash_or_a_language(visitor, path):
    for method in ("get", "head", "post"):
        response = getattr(visitor, method)(path, headers={"Accept-Language": "//evil.example"})

        assert not leads_away(response.headers.get("Location", ""))


# Everything in the permission table


@pytest.mark.parametrize(
    "row", [row for row in TABLE if isinstance(row, UrlRow | PageRow)], ids=lambda row: row.key
)
def test_no_address_of_ours_leads_where_it_is_told_or_loosens_the_policy(row, cast):
    if isinstance(row, UrlRow):
        path = reverse(row.name, kwargs=row.scene(cast))
    else:
        path = row.scene(cast).get_url() + row.route
    role = next((role for role in reversed(ROLES) if row.answers[role] == "yes"), "visitor")
    browser = Client()
    if role != "visitor":
        browser.force_login(getattr(cast, role))
    data = row.data(cast) if callable(getattr(row, "data", None)) else getattr(row, "data", None)
    for elsewhere in ("//evil.example", "https://evil.example/", "/\\evil.example"):
        told = dict.fromkeys(NAMES, elsewhere)
        query = "&".join(f"{name}={quote(elsewhere)}" for name in NAMES)
        referer = {"Referer": "https://evil.example/"}

        for method in row.methods:
            sent = told if method == "get" else {**(data or {}), **told}
            address = path if method == "get" else f"{path}?{query}"
            response = getattr(browser, method)(address, sent, headers=referer)

            assert_stays(response)
            if not path.startswith("/admin/"):
                assert "unsafe" not in response["Content-Security-Policy"]


# Links by mail


def test_mails_name_the_site_and_not_the_host_that_was_asked(
    visitor, mailoutbox, django_capture_on_commit_callbacks
):
    user = UserFactory(password="a-password-for-tests")

    with django_capture_on_commit_callbacks(execute=True):
        visitor.post(
            reverse("account_reset_password"),
            {"email": user.email},
            headers={"X-Forwarded-Host": "evil.example", "Referer": "https://evil.example"},
        )

    assert len(mailoutbox) == 1
    assert "evil.example" not in mailoutbox[0].body
