from datetime import date
from decimal import Decimal

import pytest

from hub import reference
from hub.reference.nuts import _regions

LATER_IN_ALPHABET = {
    "en": ["Austria", "Belgium", "Bulgaria", "Croatia"],
    "da": ["Tjekkiet", "Tyskland", "Ungarn", "Østrig"],
    "sv": ["Tyskland", "Ungern", "Österrike"],
    "cs": ["Finsko", "Francie", "Chorvatsko", "Irsko"],
}


def test_member_states_stand_in_protocol_order():
    assert len(reference.MEMBER_STATES) == 27
    assert reference.MEMBER_STATES[:8] == ("BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL")


@pytest.mark.parametrize("language", sorted(LATER_IN_ALPHABET))
def test_country_choices_are_in_the_order_of_the_readers_alphabet(language):
    names = [name for _code, name in reference.country_choices(language=language)]

    assert len(names) == 27
    assert [name for name in names if name in LATER_IN_ALPHABET[language]] == LATER_IN_ALPHABET[
        language
    ]


def test_marks_do_not_disturb_the_order_of_a_language_without_them():
    assert sorted(
        ["Östersund", "Oslo", "Paris", "Ærø", "Łódź"], key=lambda n: reference.sort_key(n, "en")
    ) == [
        "Ærø",
        "Łódź",
        "Oslo",
        "Östersund",
        "Paris",
    ]


@pytest.mark.parametrize("language", reference.LANGUAGES)
def test_every_country_and_language_is_named_in_every_language(language):
    countries = [reference.country_name(code, language) for code in reference.COUNTRIES]
    languages = [reference.language_name(code, language) for code in reference.LANGUAGES]

    assert len(set(countries)) == len(reference.COUNTRIES)
    assert len(set(languages)) == 24
    assert not set(countries) & set(reference.COUNTRIES)
    assert not set(languages) & set(reference.LANGUAGES)


def test_country_codes_are_those_of_the_union():
    assert reference.country_name("EL", "en") == "Greece"
    assert reference.country_name("UK", "da") == "Storbritannien"
    assert reference.country_name("XK", "en") == "Kosovo*"
    assert [reference.normalise_country(code) for code in ("GR", "el", "GB", "DK")] == [
        "EL",
        "EL",
        "UK",
        "DK",
    ]


def test_languages_stand_in_the_order_of_their_own_names():
    assert list(reference.LANGUAGES)[:6] == ["bg", "es", "cs", "da", "de", "et"]
    assert len(reference.LANGUAGES) == 24
    assert reference.language_choices("en")[:2] == [("bg", "Bulgarian"), ("hr", "Croatian")]


def test_nuts_has_every_region_of_the_union():
    places = [
        region
        for region in _regions().values()
        if region.country in reference.MEMBER_STATES and not region.is_extra_regio
    ]

    assert len([region for region in places if region.level == 1]) == 92
    assert len([region for region in places if region.level == 2]) == 244


def test_nuts_names_are_in_the_language_of_the_region():
    north, aegean, flanders = (reference.nuts_region(code) for code in ("SE33", "EL41", "BE21"))

    assert (north.name, north.language, north.level, north.parent) == (
        "Övre Norrland",
        "sv",
        2,
        "SE3",
    )
    assert (aegean.name, aegean.language) == ("Βόρειο Αιγαίο", "el")
    assert flanders.language == "nl"
    assert reference.nuts_name("XX99") == "XX99"
    assert reference.nuts_region("XX99") is None


def test_nuts_choices_leave_out_what_is_no_place():
    assert reference.nuts_choices("EE") == [("EE0", "Eesti (EE0)"), ("EE00", "Eesti (EE00)")]


def test_money_is_written_as_in_each_language_with_its_code():
    assert reference.format_money(Decimal("868744"), "EUR", "en") == "EUR\xa0868,744"
    assert reference.format_money(Decimal("3910526.50"), "SEK", "da") == "3.910.526,50\xa0SEK"


def test_currencies_keep_those_that_the_euro_replaced():
    labels = dict(reference.currency_choices("en"))

    assert reference.currency_choices("en")[0] == ("EUR", "Euro (EUR)")
    assert labels["LTL"] == "Lithuanian Litas (LTL –2014)"
    assert reference.currency_of("SE") == "SEK"
    assert reference.currency_of("BG") == "EUR"


def test_objectives_are_those_valid_on_the_day():
    first, later = (
        reference.objectives_on(date(2023, 4, 20)),
        reference.objectives_on(date(2026, 1, 1)),
    )

    assert [objective.key for objective in first] == list("abcdefghijklm")
    assert first[7].code == "ESO4.8"
    assert [objective.key for objective in later[13:]] == [
        "step",
        "preparedness",
        "decarbonisation",
    ]
    assert len(reference.objective_choices()) == 16


def test_programme_codes_are_checked():
    codes = ("2021DE05SFPR001", "2021BE16RFOP001", "2021DE05SFPR1", "2020DE05SFPR001")

    assert [reference.is_cci(code) for code in codes] == [True, True, False, False]
