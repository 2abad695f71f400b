"""The emblem of the Union and the sentence beside it, on every page and in every mail."""

import re
from email import message_from_bytes, policy
from math import hypot
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context as allauth_context
from django.conf import settings as django_settings
from django.core import mail as outbox
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils import translation
from lxml import etree, html
from PIL import Image

from hub import foot, mail
from hub.languages import reading_in
from hub.models import HomePage
from hub.reference.funding import CO_FUNDED, FUNDED, funding_statement
from tests.factories.network import UserFactory
from tests.hub.test_look import words

ROOT = Path(django_settings.BASE_DIR)
STATIC = ROOT / "hub" / "static" / "hub"
TEMPLATES = ROOT / "templates"


# The emblem


def numbers(element, *names):
    return [float(element.get(name)) for name in names]


def test_emblem_is_drawn_as_the_guide_says():
    svg = etree.parse(STATIC / "eu-emblem.svg").getroot()
    border, field = svg.findall("{*}rect")
    group = svg.find("{*}g")
    stars = [
        [tuple(map(float, corner.split(","))) for corner in star.get("points").split()]
        for star in group
    ]

    assert (border.get("fill"), field.get("fill"), group.get("fill")) == (
        "#ffffff",
        "#003399",
        "#ffcc00",
    )
    assert numbers(field, "width", "height") == [150, 100]
    assert numbers(border, "x", "y", "width", "height") == [-4, -4, 158, 108]
    assert len(stars) == 12
    for corners in stars:
        points, top = corners[::2], corners[0]
        centre = (sum(x for x, _y in points) / 5, sum(y for _x, y in points) / 5)
        # On a circle of a third of the height, in one of an eighteenth, with a point straight up.
        assert hypot(centre[0] - 75, centre[1] - 50) == pytest.approx(100 / 3, abs=0.02)
        assert [hypot(x - centre[0], y - centre[1]) for x, y in points] == pytest.approx(
            [100 / 18] * 5, abs=0.02
        )
        assert top[0] == pytest.approx(centre[0], abs=0.02)
        assert top[1] == min(y for _x, y in points)


def test_emblem_for_mails_has_its_colours():
    image = Image.open(STATIC / "eu-emblem.png").convert("RGB")

    assert image.size == (316, 216)
    assert image.getpixel((2, 2)) == (255, 255, 255)
    assert image.getpixel((20, 20)) == (0, 0x33, 0x99)
    assert image.getpixel((158, 108 - 66)) == (0xFF, 0xCC, 0)  # twelve o'clock


# The sentence


def test_sentence_is_known_in_every_language_of_the_union():
    assert set(FUNDED) == {code for code, _name in django_settings.LANGUAGES}
    assert set(FUNDED) - set(CO_FUNDED) == {"ga", "mt"}


def test_sentence_falls_back_to_english_and_says_so():
    assert funding_statement("co-funded", "de") == ("Kofinanziert von der Europäischen Union", "de")
    assert funding_statement("co-funded", "mt") == ("Co-funded by the European Union", "en")


@pytest.mark.parametrize("language", sorted(FUNDED))
def test_emblem_stands_beside_the_sentence_in_the_language_of_the_page(language, settings):
    settings.HUB_FUNDING = "co-funded"

    with translation.override(language):
        (found,) = html.fromstring(render_to_string("components/emblem.html")).xpath("//b")

    assert found.text == CO_FUNDED.get(language, CO_FUNDED["en"])
    assert found.get("lang") == (None if language in CO_FUNDED else "en")


# Pages


@pytest.mark.django_db
def test_foot_shows_what_the_editors_wrote(visitor, django_capture_on_commit_callbacks):
    caches["pages"].clear()
    home = HomePage.objects.get(locale__language_code="da")
    home.disclaimer = "Kun forfatternes synspunkter."
    home.funding_note = "Netværket får støtte fra ESF+."
    with django_capture_on_commit_callbacks(execute=True):
        home.save_revision().publish()

    danish = words(visitor.get("/da/projects/").content.decode())
    english = words(visitor.get("/en/projects/").content.decode())

    assert "Finansieret af Den Europæiske Union Kun forfatternes synspunkter." in danish
    assert "Netværket får støtte fra ESF+." in danish
    assert "Funded by the European Union Views and opinions expressed are however" in english
    assert "the Employment and Social Innovation (EaSI) strand" in english


@pytest.mark.django_db
def test_foot_asks_the_database_once(django_assert_num_queries):
    caches["pages"].clear()

    with django_assert_num_queries(1):
        first, second = foot.texts("en"), foot.texts("en")

    assert first == second == foot.FootTexts()


@pytest.mark.django_db
def test_published_home_page_changes_the_foot_at_once(django_capture_on_commit_callbacks):
    home = HomePage.objects.get(locale__language_code="en")
    foot.texts("en")
    home.disclaimer = "Our own views."

    with django_capture_on_commit_callbacks(execute=True):
        home.save_revision().publish()

    assert foot.texts("en").disclaimer == "Our own views."


@pytest.mark.django_db
def test_licence_of_the_content_is_named(visitor, settings):
    page = html.fromstring(visitor.get("/en/").content)
    (head,) = page.xpath("//head/link[@rel='license']/@href")
    (link,) = page.xpath("//footer//a[@rel='license']")

    assert head == link.get("href") == "https://creativecommons.org/licenses/by/4.0/"
    assert link.text == "CC BY 4.0"


@pytest.mark.django_db
def test_no_licence_is_named_where_none_is_set(visitor, settings):
    settings.HUB_LICENCE_NAME = ""

    assert 'rel="license"' not in visitor.get("/en/").content.decode()


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_last_resort_pages_carry_the_emblem(template):
    with translation.override("da"):
        page = render_to_string(template)

    assert FUNDED["da"] in page
    assert "eu-emblem.svg" in page


# Mails


def our_mails():
    return sorted(
        f"{path.parts[-3]}/{path.stem}"
        for path in TEMPLATES.glob("*/email/*.txt")
        if path.parts[-3] not in {"account", "mfa", "socialaccount"} and path.stem != "footer"
    )


def allauth_mails():
    return sorted(
        f"{path.parts[-3]}/email/{path.stem.removesuffix('_message')}"
        for path in TEMPLATES.glob("*/email/*_message.txt")
        if path.stem != "base_message"
    )


def check(message, language):
    """Statement in the text; statement beside an embedded emblem in the twin."""
    parsed = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    text = parsed.get_body(["plain"]).get_content()
    related = next(part for part in parsed.walk() if part.get_content_type() == "multipart/related")
    twin, emblem = related.iter_parts()
    (image,) = html.fromstring(twin.get_content()).xpath("//img")

    assert text.rstrip().endswith(FUNDED[language])
    assert words(twin.get_content()).count(FUNDED[language]) == 1
    assert image.get("src") == f"cid:{emblem['Content-ID'].strip('<>')}"
    assert image.get("alt")
    assert (emblem.get_content_type(), emblem.get_content_disposition()) == ("image/png", "inline")
    assert emblem.get_content() == (STATIC / "eu-emblem.png").read_bytes()
    assert "http://" not in "".join(html.fromstring(twin.get_content()).xpath("//@src"))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("template", our_mails())
def test_every_mail_of_ours_carries_the_emblem(
    template, language, django_capture_on_commit_callbacks, monkeypatch
):
    """The words of the mail need its records; the frame does not."""
    real, body = mail._plain, f"{template.replace('/', '/email/')}.txt"

    def plain(name, context):
        return (TEMPLATES / name).read_text() if name == body else real(name, context)

    monkeypatch.setattr(mail, "_plain", plain)
    with django_capture_on_commit_callbacks(execute=True):
        mail.send(to="office@alma.example", template=template, language=language)

    check(outbox.outbox[0], language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("prefix", allauth_mails())
def test_every_mail_about_accounts_carries_the_emblem(
    prefix, language, rf, django_capture_on_commit_callbacks
):
    with (
        reading_in(language),
        allauth_context.request_context(rf.get("/")),
        django_capture_on_commit_callbacks(execute=True),
    ):
        get_adapter().send_mail(prefix, "office@alma.example", {"ip": "", "user_agent": ""})

    check(outbox.outbox[0], language)


@pytest.mark.parametrize("kind", ["updated_comments", "approved", "workflow_state_submitted"])
def test_mails_of_the_editor_end_with_the_sentence(kind):
    """Wagtail sends them itself, as plain text."""
    template = f"wagtailadmin/notifications/{kind}.txt"
    with translation.override("da"):
        text = render_to_string(
            template, {"page": HomePage(id=1, title="Home"), "user": UserFactory.build()}
        )

    assert text.rstrip().endswith(FUNDED["da"])


def test_nobody_writes_a_mail_past_the_post_office():
    """Whatever is sent goes through hub/mail.py, which adds emblem and statement."""
    sending = re.compile(
        r"from django\.core\.mail|\bmail_(admins|managers)\(|\bemail_user\(|\.send_mail\("
    )
    senders = [
        str(path.relative_to(ROOT))
        for app in ("hub", "network", "workpackages", "meetings", "partnersearch")
        for path in (ROOT / app).rglob("*.py")
        if sending.search(path.read_text())
    ]

    assert senders == ["hub/mail.py"]
