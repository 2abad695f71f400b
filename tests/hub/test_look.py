"""The parts that every page is made of."""

import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

STATIC = Path(__file__).parents[2] / "hub" / "static" / "hub"


class ExampleForm(forms.Form):
    title = forms.CharField(help_text="Ten words at most.")
    note = forms.CharField(required=False)
    agreed = forms.BooleanField(label="I have read it")
    role = forms.ChoiceField(
        choices=[("host", "We host"), ("send", "We send")], widget=forms.RadioSelect
    )


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_style_sheet_stays_light():
    assert (STATIC / "site.css").stat().st_size < 40_000


def test_style_sheet_keeps_its_layers():
    sheet = (STATIC / "site.css").read_text()

    assert "@layer tokens, base, layout, components, pages;" in sheet
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_field_names_its_help_and_its_error():
    form = ExampleForm({"title": ""})

    html = form["title"].as_field_group()

    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert words(html) == "Title Ten words at most. This field is required."


def test_only_fields_that_may_stay_empty_are_marked():
    form = ExampleForm()

    assert words(form["title"].as_field_group()) == "Title Ten words at most."
    assert words(form["note"].as_field_group()) == "Note (optional)"
    assert words(form["agreed"].as_field_group()) == "I have read it"


def test_choices_stand_in_a_group_with_their_question():
    html = ExampleForm()["role"].as_field_group()

    assert "<fieldset" in html
    assert "<legend>" in html
    assert words(html) == "Role We host We send"


def test_form_errors_lead_to_their_fields():
    html = render_to_string("components/form_errors.html", {"form": ExampleForm({"role": "none"})})

    assert re.findall(r'href="(#\w+)"', html) == ["#id_title", "#id_agreed", "#id_role"]


def test_form_errors_say_nothing_of_a_good_form():
    assert not words(render_to_string("components/form_errors.html", {"form": ExampleForm()}))


def test_pagination_keeps_the_filters(rf):
    page = Paginator(range(200), 20).page(5)
    request = rf.get("/en/partners/", {"country": ["SE", "DK"], "page": "5"})

    html = render_to_string("components/pagination.html", {"page": page, "request": request})

    assert words(html) == "Previous Page 1 … Page 4 Page 5 Page 6 … Page 10 Next"
    assert "?country=SE&amp;country=DK&amp;page=6" in html


def test_pagination_of_one_page_is_silent(rf):
    page = Paginator([1], 20).page(1)

    assert not render_to_string(
        "components/pagination.html", {"page": page, "request": rf.get("/")}
    ).strip()


def test_differences_are_named_in_words():
    parts = [("same", "We "), ("removed", "may"), ("added", "must"), ("same", " meet")]

    html = render_to_string("components/difference.html", {"parts": parts})

    assert words(html) == "We [removed: may ] [added: must ] meet"


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_last_resort_pages_need_nothing(template):
    """No database is open to this test, and no request is given."""
    with translation.override("en"):
        html = render_to_string(template)

    assert 'href="/static/hub/site.css"' in html
    assert "<html lang=" in html


def test_emblem_has_its_twelve_stars():
    emblem = (STATIC / "eu-emblem.svg").read_text()

    assert emblem.count("<polygon") == 12
    assert 'viewBox="-4 -4 158 108"' in emblem


def test_page_says_where_the_reader_is(rf):
    html = render(
        "{% load hub_tags %}{% section_links as links %}"
        "{% for link in links %}{{ link.url }} {{ link.current }};{% endfor %}",
        request=rf.get("/en/meetings/first/"),
    )

    assert html == (
        "/en/work-programmes/ ;/en/work-packages/ ;/en/meetings/ true;/en/members/ ;"
        "/en/partners/ ;/en/projects/ ;/en/map/ ;/en/news/ ;"
    )


@pytest.mark.django_db
def test_visitor_is_offered_to_sign_in(visitor):
    html = visitor.get("/en/").content.decode()

    assert "Sign in" in html
    assert "Sign out" not in html


@pytest.mark.django_db
def test_member_sees_for_whom(client_of, member):
    html = client_of(member).get("/en/").content.decode()

    seat = member.seats.select_related("organisation").first()
    assert f"for {seat.organisation.name}" in words(html)
    assert "Sign out" in html


@pytest.mark.django_db
def test_too_many_attempts_are_answered_in_the_readers_language(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    client.post("/da/accounts/password/reset/", {"email": "one@alma.example"})

    response = client.post("/da/accounts/password/reset/", {"email": "two@alma.example"})

    assert response.status_code == 429
    assert "For mange forsøg" in words(response.content.decode())
