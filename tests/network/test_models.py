from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from hub.dates import InexactDate
from network.models import DurationUnit, MobilityProgramme, Project
from tests.factories.network import (
    MobilityProgrammeFactory,
    OrganisationFactory,
    ProjectAmountFactory,
    ProjectFactory,
    ProjectPartnerFactory,
    ProjectSectionFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


def test_visible_to_shows_proposals_to_their_own_organisation(secretariat, auditor, stranger):
    organisation = OrganisationFactory(operator=True)
    colleague = SeatFactory(organisation=organisation).person
    waiting = SeatFactory(organisation=organisation, waiting=True).person
    published, proposed = ProjectFactory(), ProjectFactory(proposed=True, organisation=organisation)

    readers = {
        "visitor": AnonymousUser(),
        "stranger": stranger,
        "waiting": waiting,
        "colleague": colleague,
        "secretariat": secretariat,
        "auditor": auditor,
    }
    seen = {name: set(Project.objects.visible_to(user)) for name, user in readers.items()}

    assert seen == {
        "visitor": {published},
        "stranger": {published},
        "waiting": {published},
        "colleague": {published, proposed},
        "secretariat": {published, proposed},
        "auditor": {published, proposed},
    }


def test_about_finds_words_in_sections_and_partners_whatever_the_case():
    neo = ProjectFactory(title="NEO", summary="Unge får et job")
    ProjectPartnerFactory(project=neo, name="Københavns Kommune")
    swedish = ProjectFactory(title="Job Action Plan Europe")
    ProjectSectionFactory(project=swedish, heading="Bakgrund", text="Örebro län söker arbete")

    assert list(Project.objects.about("neo københavns")) == [neo]
    assert list(Project.objects.about("örebro")) == [swedish]
    assert set(Project.objects.about("job")) == {neo, swedish}
    assert list(Project.objects.about("neo örebro")) == []


def test_in_country_counts_partners_too():
    danish = ProjectFactory(country="DK")
    ProjectPartnerFactory(project=danish, country="SE")
    ProjectPartnerFactory(project=danish, country="SE")
    swedish = ProjectFactory(country="SE")

    assert set(Project.objects.in_country("SE")) == {danish, swedish}
    assert list(Project.objects.in_country("DK")) == [danish]


@pytest.mark.parametrize(
    ("paid", "currency", "rate"),
    [("434372", "EUR", Decimal("50.0")), ("100000", "EUR", Decimal("11.5")), ("1", "SEK", None)],
)
def test_cofinancing_rate_needs_one_currency(paid, currency, rate):
    project = ProjectFactory()
    ProjectAmountFactory(project=project, kind="total", amount=Decimal("868744"), currency="EUR")
    ProjectAmountFactory(project=project, kind="eu_paid", amount=Decimal(paid), currency=currency)

    assert Project.objects.get().cofinancing_rate == rate


def test_cofinancing_rate_without_amounts_is_unknown():
    assert ProjectFactory().cofinancing_rate is None


def test_a_project_has_one_amount_of_each_kind():
    amount = ProjectAmountFactory()

    with pytest.raises(IntegrityError):
        ProjectAmountFactory(project=amount.project)


def test_project_period_is_an_inexact_date():
    project = ProjectFactory()

    assert project.when == InexactDate.days(date(2011, 11, 1), date(2014, 9, 30))
    assert project.when.text("en") == "1 November 2011 – 30 September 2014"


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"ends_on": date(2010, 1, 1)}, {"ends_on"}),
        ({"date_precision": "month"}, {"ends_on"}),
        ({"date_precision": "open"}, {"date_label"}),
        ({"cci": "2021DE"}, {"cci"}),
        ({"region": "XX9"}, {"region"}),
        ({"date_precision": "months"}, set()),
    ],
)
def test_project_is_checked_field_by_field(changes, errors):
    project = ProjectFactory.build(website="", **changes)

    try:
        project.full_clean()
        found = set()
    except ValidationError as error:
        found = set(error.message_dict)

    assert found == errors


def test_clean_rounds_a_date_to_whole_months():
    project = ProjectFactory.build(
        starts_on=date(2023, 9, 14), ends_on=date(2023, 10, 2), date_precision="months"
    )

    project.full_clean()

    assert project.when == InexactDate.months(date(2023, 9, 1), date(2023, 10, 31))


def test_the_database_refuses_a_period_that_ends_before_it_starts():
    with pytest.raises(IntegrityError):
        ProjectFactory(starts_on=date(2023, 2, 1), ends_on=date(2023, 1, 1))


def test_slug_is_made_from_the_name_in_any_script_and_is_free():
    first = MobilityProgrammeFactory(slug="", name="Κινητικότητα νέων")
    second = MobilityProgrammeFactory(slug="", name="Κινητικότητα νέων")

    assert first.slug.isascii()
    assert second.slug == f"{first.slug}-2"


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (2, 6, DurationUnit.MONTHS, "2–6 months"),
        (1, 1, DurationUnit.MONTHS, "1 month"),
        (8, None, DurationUnit.WEEKS, "8+ weeks"),
        (None, None, DurationUnit.WEEKS, ""),
    ],
)
def test_stay_reads_as_a_span(low, high, unit, text):
    programme = MobilityProgramme(duration_min=low, duration_max=high, duration_unit=unit)

    assert programme.stay == text


@pytest.mark.parametrize("field", ["age", "duration"])
def test_spans_of_a_programme_go_upwards(field):
    programme = MobilityProgrammeFactory.build(**{f"{field}_min": 6, f"{field}_max": 2})

    with pytest.raises(ValidationError) as error:
        programme.full_clean()

    assert len(error.value.messages) == 1
