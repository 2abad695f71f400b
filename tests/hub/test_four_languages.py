"""The languages that are switched on by default: nothing of the hub's own is left in English."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings as real_settings
from django.core import mail as outbox
from django.core.management import call_command
from django.template.base import TextNode
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from wagtail.models import Page

from hub import mail, standing_pages
from tests.factories.network import UserFactory
from tests.factories.partnersearch import OfferFactory

LANGUAGES = ["en", "da", "sv", "de"]
TEMPLATES = Path(real_settings.BASE_DIR) / "templates"
MAILS = sorted(
    str(path.relative_to(TEMPLATES))
    for path in TEMPLATES.rglob("*.txt")
    if path.parent.name == "email"
)


def sentences(node):
    """(context, singular, plural) of what the node says."""
    if isinstance(node, TranslateNode):
        # A name (of a state, of the network) is translated where it is written: no literal.
        literal = node.filter_expression.var.literal
        return [(None, str(literal), None)] if literal else []
    context = node.message_context.resolve({}) if node.message_context else None
    return [(context, text_of(node, node.singular), text_of(node, node.plural))]


def text_of(node, tokens):
    return re.sub(r"\s+", " ", "".join(node.render_token_list(tokens)[0])).strip() or None


def translated(context, singular, plural):
    if plural:
        return translation.ngettext(singular, plural, 2)
    return translation.pgettext(context, singular) if context else translation.gettext(singular)


@pytest.mark.parametrize("template", MAILS)
def test_every_sentence_of_every_mail_is_in_four_languages(template):
    nodes = get_template(template).template.nodelist
    words = [word for node in nodes.get_nodes_by_type(TextNode) for word in node.s.split()]
    said = [
        sentence
        for kind in (TranslateNode, BlockTranslateNode)
        for node in nodes.get_nodes_by_type(kind)
        for sentence in sentences(node)
    ]
    english = []

    for language in LANGUAGES[1:]:
        with translation.override(language):
            english += [
                (language, sentence)
                for sentence in said
                if translated(*sentence) in (sentence[1], sentence[2])
            ]

    # Parts of addresses may stand outside of a sentence, words may not.
    assert [word for word in words if "/" not in word and re.search(r"[^\W\d_]", word)] == []
    assert english == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject", "hello", "funding"),
    [
        ("en", "Your offer has ended: Nord", "Hello Elin F,", "Funded by the European Union"),
        (
            "da",
            "Dit tilbud er udløbet: Nord",
            "Hej Elin F",
            "Finansieret af Den Europæiske Union",
        ),
        (
            "sv",
            "Ert erbjudande har gått ut: Nord",
            "Hej Elin F!",
            "Finansieras av Europeiska unionen",
        ),
        (
            "de",
            "Ihr Angebot ist beendet: Nord",
            "Guten Tag",
            "Finanziert von der Europäischen Union",
        ),
    ],
)
def test_a_mail_is_in_the_language_of_its_reader_from_the_subject_to_the_funding(
    settings, django_capture_on_commit_callbacks, language, subject, hello, funding
):
    settings.HUB_LANGUAGES = LANGUAGES
    reader = UserFactory(first_name="Elin", last_name="F", language=language)

    with django_capture_on_commit_callbacks(execute=True):
        mail.send(
            to=reader,
            template="partnersearch/offer_expired",
            context={"title": "Nord", "offer": OfferFactory()},
        )

    (message,) = outbox.outbox
    ((html, _kind),) = message.alternatives
    assert message.subject == subject
    assert hello in message.body
    assert funding in message.body
    assert f"/{language}/partners/" in message.body
    assert f'<html lang="{language}">' in html
    assert funding in html


@pytest.mark.django_db
def test_every_page_of_the_demo_can_be_read_in_four_languages(
    settings, django_capture_on_commit_callbacks
):
    settings.LOCAL = True
    settings.HUB_LANGUAGES = LANGUAGES
    for page in Page.objects.filter(slug__in=standing_pages.PAGES, locale__language_code="en"):
        page.get_translations(inclusive=True).delete()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("set_up_site", verbosity=0)
        call_command("load_demo", verbosity=0)

    read_in = defaultdict(set)
    for page in Page.objects.live().filter(depth__gt=1).select_related("locale"):
        read_in[page.translation_key].add(page.locale.language_code)

    assert len(read_in) > 20
    assert {
        Page.objects.filter(translation_key=key).first().slug: found
        for key, found in read_in.items()
        if found != set(LANGUAGES)
    } == {}
