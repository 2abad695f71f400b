from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from hub.dates import DateBlock, InexactDate, Precision, locale_for, overlapping, rounded

LANGUAGES = [
    "bg",
    "es",
    "cs",
    "da",
    "de",
    "et",
    "el",
    "en",
    "fr",
    "ga",
    "hr",
    "it",
    "lv",
    "lt",
    "hu",
    "mt",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "fi",
    "sv",
]

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))
lengths = st.integers(min_value=0, max_value=900)


@st.composite
def inexact_dates(draw):
    start = draw(days)
    end = start + timedelta(days=draw(lengths))
    return rounded(start, end, draw(st.sampled_from(Precision)), "Start of the project")


KICK_OFF = InexactDate.day(date(2023, 4, 20))
TWO_DAYS = InexactDate.days(date(2023, 6, 19), date(2023, 6, 20))
ACROSS_MONTHS = InexactDate.days(date(2023, 6, 30), date(2023, 7, 2))
OCTOBER = InexactDate.month(2023, 10)
EITHER_MONTH = InexactDate.months(date(2023, 9, 1), date(2023, 10, 1))
PROGRAMME_YEAR = InexactDate.months(date(2023, 3, 1), date(2024, 2, 1))
SUMMER = InexactDate.season(date(2023, 7, 14))
WINTER = InexactDate.season(date(2024, 1, 14))
YEAR = InexactDate.year(2023)
OPEN = InexactDate.open("Start of ALMA project", start=date(2023, 9, 1))


@pytest.mark.parametrize(
    ("when", "english", "danish"),
    [
        (KICK_OFF, "20 April 2023", "20. april 2023"),
        (TWO_DAYS, "19–20 June 2023", "19.–20. juni 2023"),
        (ACROSS_MONTHS, "30 June – 2 July 2023", "30. juni–2. juli 2023"),
        (OCTOBER, "October 2023", "oktober 2023"),
        (EITHER_MONTH, "September/October 2023", "september/oktober 2023"),
        (PROGRAMME_YEAR, "March 2023 – February 2024", "marts 2023–februar 2024"),
        (YEAR, "2023", "2023"),
        (OPEN, "Start of ALMA project", "Start of ALMA project"),
    ],
)
def test_text_is_as_each_language_writes_it(when, english, danish):
    assert (when.text("en"), when.text("da")) == (english, danish)


def test_text_of_seasons():
    spring, autumn = InexactDate.season(date(2023, 3, 1)), InexactDate.season(date(2023, 11, 30))

    assert [when.text("en") for when in (spring, SUMMER, autumn, WINTER)] == [
        "Spring 2023",
        "Summer 2023",
        "Autumn 2023",
        "Winter 2023/24",
    ]


def test_text_of_two_months_where_the_year_comes_first():
    assert EITHER_MONTH.text("hu") == "2023. szeptember/október"


@pytest.mark.parametrize(
    ("when", "block"),
    [
        (KICK_OFF, DateBlock("Apr", "20", "2023", False)),
        (TWO_DAYS, DateBlock("Jun", "19–20", "2023", False)),
        (ACROSS_MONTHS, DateBlock("Jun–Jul", "30–2", "2023", False)),
        (OCTOBER, DateBlock("Day open", "October", "2023", True)),
        (EITHER_MONTH, DateBlock("Day open", "Sept/Oct", "2023", True)),
        (PROGRAMME_YEAR, DateBlock("Day open", "Mar–Feb", "2023–2024", True)),
        (SUMMER, DateBlock("Summer", "Jun–Aug", "2023", True)),
        (WINTER, DateBlock("Winter", "Dec–Feb", "2023–2024", True)),
        (YEAR, DateBlock("Date open", "2023", "", True)),
        (OPEN, DateBlock("Date open", "Start of ALMA project", "", True)),
    ],
)
def test_block_has_three_lines(when, block):
    assert when.block == block


def test_isoformat_is_as_exact_as_the_date():
    assert [
        w.isoformat() for w in (KICK_OFF, TWO_DAYS, OCTOBER, EITHER_MONTH, SUMMER, YEAR, OPEN)
    ] == [
        "2023-04-20",
        "2023-06-19",
        "2023-10",
        "2023-09",
        "2023-06",
        "2023",
        "",
    ]


def test_dates_sort_by_start_then_end():
    assert sorted([OPEN, SUMMER, EITHER_MONTH, KICK_OFF, YEAR, TWO_DAYS]) == [
        YEAR,
        KICK_OFF,
        SUMMER,
        TWO_DAYS,
        OPEN,
        EITHER_MONTH,
    ]


@time_machine.travel("2023-10-31T12:00:00+00:00")
def test_is_past_only_when_the_last_day_is_over():
    assert [OCTOBER.is_past, OCTOBER.is_current, KICK_OFF.is_past, WINTER.is_past] == [
        False,
        True,
        True,
        False,
    ]


def test_an_end_before_its_start_is_refused():
    with pytest.raises(ValueError, match="end before it starts"):
        InexactDate.days(date(2023, 6, 20), date(2023, 6, 19))


def test_english_dates_are_british():
    assert [str(locale_for(language)) for language in ("en", "da", "xx")] == [
        "en_GB",
        "da",
        "en_GB",
    ]


@given(inexact_dates())
def test_every_date_reads_in_every_language(when):
    for language in LANGUAGES:
        text = when.text(language)
        assert text.strip() == text != ""
        if when.precision is not Precision.OPEN:
            assert str(when.start.year) in text


@given(inexact_dates(), inexact_dates())
def test_overlap_is_mutual_and_order_agrees_with_the_days(one, other):
    assert one.overlaps(other) == other.overlaps(one)
    if not one.overlaps(other):
        assert (one < other) == (one.end < other.start)


@given(inexact_dates())
def test_rounding_twice_changes_nothing(when):
    assert rounded(when.start, when.end, when.precision, when.label) == when


@given(days, lengths, st.sampled_from(Precision))
def test_rounding_keeps_the_first_day_inside(start, length, precision):
    when = rounded(start, start + timedelta(days=length), precision)

    assert when.start <= start <= when.end


def test_overlapping_without_an_end_is_open():
    assert (
        str(overlapping(date(2023, 1, 1), None))
        == "(AND: ('ends_on__gte', datetime.date(2023, 1, 1)))"
    )
