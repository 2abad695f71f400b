"""One file for all engines: SQLite by default, PostgreSQL by `make test-postgres`."""

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from partnersearch import search
from partnersearch.facets import Facet
from partnersearch.models import OfferDocument, OfferFacet, State
from partnersearch.search import Question, folded
from tests.factories.network import OrganisationFactory
from tests.factories.partnersearch import OfferFactory, days_from_now

pytestmark = pytest.mark.django_db


def offer(**fields):
    return OfferFactory(**{"state": State.PUBLISHED} | fields)


def hits(words="", **question):
    return search.find(Question(words=words, **question)).hits


# Words


def test_words_are_folded_to_plain_letters():
    assert folded("Öppen  Verkstad: trä & Smørrebrød, Θεσσαλονίκη!") == (
        "oppen verkstad tra smorrebrod thessaloniki"
    )


@pytest.mark.parametrize(
    "words",
    [
        "workshop",
        "WORKSHOP",
        "work",
        "bicycle workshop",
        "oppen",
        "Öppen",
        "snickeri",
        "Norrland",
        "Sweden",
        "Sverige",
        "Verkstaden Nord",
        "we host",
        "english",
        "wood",
        "Ergastiri",
        "Εργαστήρι",
    ],
)
def test_an_offer_is_found_by(words):
    found = offer(
        title="Öppen verkstad",
        pitch="Cykel, textil, snickeri",
        language="sv",
        english_title="Bicycle workshop",
        organisation=OrganisationFactory(
            operator=True, name="Verkstaden Nord Εργαστήρι", latin_name="Ergastiri"
        ),
    )
    offer(
        title="Kitchen",
        pitch="Meals",
        role="send",
        country="DK",
        nuts="DK01",
        sectors=["care"],
        languages=["da"],
    )

    assert hits(words) == [found.pk]


def test_every_word_must_be_there():
    offer(title="Bicycle workshop")

    assert hits("bicycle kitchen") == []
    assert hits("orkshop") == []


def test_the_title_comes_before_names_and_text():
    text = offer(title="Ten places", pitch="Wood and metal and bicycle repair")
    title = offer(title="Bicycle repair", pitch="Ten places")

    assert hits("bicycle") == [title.pk, text.pk]


def test_nothing_that_is_not_open_is_found():
    for state in set(State) - {State.PUBLISHED}:
        OfferFactory(state=state, title="Workshop")
    offer(title="Workshop", expires_on=days_from_now(-1))

    assert hits("workshop") == hits() == []


# Facets


@pytest.fixture
def market():
    return {
        "host SE": offer(role="host", country="SE", languages=["sv", "en"], sectors=["wood"]),
        "host DK": offer(role="host", country="DK", nuts="DK01", languages=["da", "en"]),
        "send DK": offer(role="send", country="DK", nuts="DK01", languages=["da"]),
        "both DE": offer(role="both", country="DE", nuts="DE1", languages=["de"], sectors=["care"]),
    }


def names(market, **chosen):
    found = hits(chosen={Facet(facet): tuple(values) for facet, values in chosen.items()})
    return {name for name, row in market.items() if row.pk in found}


def test_values_of_one_facet_widen_and_facets_narrow(market):
    assert names(market, country=["SE", "DK"]) == {"host SE", "host DK", "send DK"}
    assert names(market, country=["SE", "DK"], role=["host"]) == {"host SE", "host DK"}
    assert names(market, role=["host"], language=["da", "de"]) == {"host DK", "both DE"}
    assert names(market, sector=["care"], country=["DK"]) == set()


def test_who_sends_and_hosts_is_found_under_either(market):
    assert names(market, role=["send"]) == {"send DK", "both DE"}
    assert names(market, role=["both"]) == {"both DE"}


def test_a_value_is_counted_as_if_it_were_chosen_too(market):
    result = search.find(Question(chosen={Facet.COUNTRY: ("DK",), Facet.ROLE: ("host",)}))

    assert result.total == 1
    assert result.facets[Facet.COUNTRY] == {"SE": 1, "DK": 1, "DE": 1}
    assert result.facets[Facet.ROLE] == {"host": 1, "send": 1}
    assert result.facets[Facet.LANGUAGE] == {"da": 1, "en": 1}


def test_words_and_facets_narrow_together(market):
    found = offer(title="Bicycle", country="DK", nuts="DK01")
    offer(title="Bicycle", country="SE")

    result = search.find(Question(words="bicycle", chosen={Facet.COUNTRY: ("DK",)}))

    assert (result.hits, result.total) == ([found.pk], 1)
    assert result.facets[Facet.COUNTRY] == {"DK": 1, "SE": 1}


# Order and pages


def test_orders():
    late = offer(starts_on="2027-09-01", ends_on="2027-10-01", expires_on=days_from_now(9))
    early = offer(starts_on="2027-02-01", ends_on="2027-10-01", expires_on=days_from_now(20))
    open_ = offer(expires_on=days_from_now(30))

    assert hits(sort="newest") == hits(sort="nonsense") == [open_.pk, early.pk, late.pk]
    assert hits(sort="start") == [early.pk, late.pk, open_.pk]
    assert hits(sort="closing") == [late.pk, early.pk, open_.pk]


def test_a_page_beyond_the_end_is_the_last_one():
    offers = [offer() for _ in range(5)]

    result = search.find(Question(limit=2, offset=40))

    assert (result.hits, result.offset, result.total) == ([offers[0].pk], 4, 5)


# Upkeep


def test_rebuilding_gives_the_same(market):
    documents = sorted(OfferDocument.objects.values_list())
    facets = sorted(OfferFacet.objects.values_list("offer", "facet", "value"))
    OfferDocument.objects.all().delete()
    OfferFacet.objects.all().delete()
    assert hits("workshop") == []

    call_command("rebuild_offers", verbosity=0)

    assert sorted(OfferDocument.objects.values_list()) == documents
    assert sorted(OfferFacet.objects.values_list("offer", "facet", "value")) == facets
    assert len(hits("workshop")) == 4


def test_what_changes_is_found_anew():
    changed = offer(title="Bicycle")
    changed.title = "Kitchen"
    changed.save()
    search.keep(changed)

    assert hits("bicycle") == []
    assert hits("kitchen") == [changed.pk]


# Bad days


@pytest.fixture
def engine_away():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TABLE partnersearch_words")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE partnersearch_offerdocument DROP COLUMN words")


def test_without_its_engine_the_database_answers(visitor, engine_away_after_market, caplog):
    market = engine_away_after_market

    result = search.find(Question(words="work", chosen={Facet.COUNTRY: ("SE",)}))
    page = visitor.get("/en/partners/", {"q": "work"}).content.decode()

    assert (result.hits, result.is_plain) == ([market["host SE"].pk], True)
    assert result.facets[Facet.COUNTRY] == {"SE": 1, "DK": 2, "DE": 1}
    assert "The search engine is not available" in page
    assert "The search engine is away" in caplog.text


@pytest.fixture
def engine_away_after_market(market, request):
    request.getfixturevalue("engine_away")
    return market


def test_publishing_goes_on_without_the_engine(engine_away, visitor):
    published = offer()

    assert hits() == [published.pk]


@given(words=st.text(max_size=80))
@example(words='"')
@example(words="a AND NOT (b OR")
@example(words="title:x* ^ NEAR(a b, 2) -c")
@example(words="'; DROP TABLE partnersearch_offer; --")
@example(words="a\x00b")
@example(words="& | ! <-> :*")
@example(words="½ ß İ ﷽ 👩‍👩‍👧")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_words_break_the_search(words):
    result = search.find(Question(words=words))

    assert (result.hits, result.is_plain) == ([], False)


@given(query=st.dictionaries(st.sampled_from(["q", "role", "country", "sort", "page"]), st.text()))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_query_breaks_the_list(visitor, query):
    response = visitor.get("/en/partners/", query)

    assert response.status_code in (200, 400)  # 400: the hub takes no null characters
