import csv

import pytest
from django.core.exceptions import ValidationError
from django.urls import resolve, reverse

from hub.search import search
from hub.sitemap import all_entries
from network.actions import close_account, end_seat, reopen_account
from network.models import Circle, User
from partnersearch.models import State
from tests.factories.network import (
    MobilityProgrammeFactory,
    OrganisationFactory,
    ProjectFactory,
    SeatFactory,
    UserFactory,
)
from tests.factories.partnersearch import OfferFactory

pytestmark = pytest.mark.django_db

SECRETS = {
    "post": "Head of skeleton keys",
    "email": "hidden@alma.example",
    "phone": "+46 63 123 45 67",
    "biography": "Once sailed to Vinland.",
}


def somebody(audience="nobody", **fields):
    """A person with a whole profile, shown to one audience."""
    shown = {f"{name}_shown_to": audience for name in ("post", "email", "phone", "biography")}
    person = UserFactory(first_name="Runa", last_name="Holm", **SECRETS, **(shown | fields))
    SeatFactory(person=person, organisation=OrganisationFactory(core=True, name="Havnen"))
    return person


def texts_of(client, person):
    """Everything that this reader can get of the person: page, lists, CSV, search, sitemap."""
    organisation = person.seats.get().organisation
    addresses = [
        person.get_absolute_url(),
        organisation.get_absolute_url(),
        reverse("network:person_list"),
        reverse("network:person_export"),
        reverse("network:organisation_list"),
        reverse("network:organisation_export"),
        *(f"/en/search/?q={words}" for words in ("Runa", "skeleton", "Vinland", "Havnen")),
        *(f"/en/members/people/?q={words}" for words in ("skeleton", "Vinland")),
        "/sitemap.xml",
    ]
    answers = [client.get(address) for address in addresses]
    return "\n".join(answer.getvalue().decode() for answer in answers if answer.status_code == 200)


def found_in(text):
    return {name for name, value in SECRETS.items() if value in text}


# -- what each person shows --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "reader", "sees_name", "sees_rest"),
    [
        ("nobody", "member", True, False),
        ("nobody", "extended", True, False),
        ("nobody", "operator", False, False),
        ("nobody", "secretariat", True, True),
        ("nobody", "auditor", True, True),
        ("members", "member", True, True),
        ("members", "expert", True, True),
        ("members", "steering", True, True),
        ("members", "extended", True, False),
        ("members", "operator", False, False),
        ("members", "translator", False, False),
        ("members", "stranger", False, False),
        ("everybody", "extended", True, True),
        ("everybody", "operator", False, False),
    ],
)
def test_every_channel_shows_what_the_person_chose(
    request, client_of, audience, reader, sees_name, sees_rest
):
    person = somebody(audience)
    client = client_of(request.getfixturevalue(reader))

    text = texts_of(client, person)

    assert ("Runa Holm" in text or "Holm,Runa" in text) == sees_name
    assert found_in(text) == (set(SECRETS) if sees_rest else set())


def test_a_visitor_sees_only_who_chose_everybody(visitor):
    hidden = somebody("everybody")
    shown = UserFactory(
        first_name="Ask",
        last_name="Embla",
        name_shown_to="everybody",
        post="Ferryman",
        post_shown_to="everybody",
        phone="+45 12 34 56 78",
        phone_shown_to="members",
    )
    SeatFactory(person=shown, organisation=OrganisationFactory(core=True))

    text = texts_of(visitor, shown) + texts_of(visitor, hidden)
    paths = {path for entry in all_entries() for path in entry.paths.values()}

    assert "Ask Embla" in text
    assert "Ferryman" in text
    assert shown.phone not in text
    assert not found_in(text)
    assert shown.get_absolute_url() in paths
    assert hidden.get_absolute_url() not in paths


def test_search_finds_nobody_by_what_is_hidden(client_of, member, secretariat):
    person = somebody("nobody")

    def hits(words, user):
        return [hit.url for hit in search(words, user=user, language="en").hits]

    assert hits("skeleton", member) == []
    assert hits("skeleton", secretariat) == [person.get_absolute_url()]
    assert hits("runa", member) == [person.get_absolute_url()]
    assert hits("hidden@alma.example", secretariat) == []


@pytest.mark.parametrize("change", ["no seat", "waiting", "deactivated", "ended"])
def test_who_has_no_confirmed_seat_is_not_in_the_directory(client_of, member, secretariat, change):
    person = UserFactory(first_name="Runa", last_name="Holm")
    if change == "waiting":
        SeatFactory(person=person, waiting=True)
    if change == "ended":
        SeatFactory(person=person, since="2020-01-01", until="2021-01-01")
    if change == "deactivated":
        SeatFactory(person=person)
        User.objects.filter(pk=person.pk).update(is_active=False)

    for reader in (member, secretariat):
        client = client_of(reader)
        assert client.get(person.get_absolute_url()).status_code == 404
        assert "Runa" not in client.get(reverse("network:person_list")).content.decode()


def test_a_person_without_a_name_shows_no_address(client_of, member):
    person = UserFactory(first_name="", last_name="", email="nameless@alma.example")
    SeatFactory(person=person)

    page = client_of(member).get(person.get_absolute_url()).content.decode()

    assert "nameless" not in page


def test_one_sees_oneself(client_of, operator):
    page = client_of(operator).get(operator.get_absolute_url())

    assert "Change your profile" in page.content.decode()


# -- the lists ---------------------------------------------------------------------------------------


def shown(response, name="page_of_organisations"):
    return {thing.pk for thing in response.context[name]}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, {"Ægir", "Brise", "Kvarn"}),
        ({"q": "ægir"}, {"Ægir"}),
        ({"country": "SE"}, {"Ægir", "Kvarn"}),
        ({"country": ["SE", "FR"], "circle": "core"}, {"Ægir", "Brise"}),
        ({"circle": "projects"}, {"Kvarn"}),
        ({"circle": "x", "country": "yy", "page": "z"}, {"Ægir", "Brise", "Kvarn"}),
        ({"q": "%"}, set()),
    ],
)
def test_organisation_list_filters_by_the_address(visitor, query, names):
    OrganisationFactory(name="Ægir", core=True)
    OrganisationFactory(name="Brise", core=True, country="FR")
    OrganisationFactory(name="Kvarn", operator=True)
    OrganisationFactory(name="Outside", circle="")

    response = visitor.get(reverse("network:organisation_list"), query)

    assert {o.name for o in response.context["page_of_organisations"]} == names


def test_organisation_list_goes_by_the_names_of_countries(visitor):
    for country in ("SE", "AT", "DE"):
        OrganisationFactory(core=True, country=country)

    def order(language):
        response = visitor.get(f"/{language}/members/")
        return [o.country for o in response.context["page_of_organisations"]]

    assert order("en") == ["AT", "DE", "SE"]
    assert order("da") == ["SE", "DE", "AT"]  # Sverige, Tyskland, Østrig


def test_lists_say_when_they_are_empty(visitor, client_of, member):
    empty = visitor.get(reverse("network:organisation_list"))
    assert "No organisation fits" in (
        visitor.get(reverse("network:organisation_list"), {"q": "nothing"}).content.decode()
    )
    nobody = client_of(member).get(reverse("network:person_list"), {"q": "nothing"})

    assert "No person fits" in nobody.content.decode()
    assert empty.status_code == 200


def fill(count):
    for number in range(count):
        organisation = OrganisationFactory(core=True, country="SE" if number % 2 else "DK")
        person = UserFactory(post="Clerk", post_shown_to="members")
        SeatFactory(person=person, organisation=organisation)


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("organisation_list", 9), ("person_list", 10), ("person_export", 5)],
)
def test_lists_take_constant_queries(
    client_of, member, django_assert_num_queries, count, name, queries
):
    fill(count)
    client = client_of(member)

    with django_assert_num_queries(queries):
        client.get(reverse(f"network:{name}")).getvalue()


@pytest.mark.parametrize("count", [1, 30])
def test_organisation_detail_takes_constant_queries(
    client_of, member, django_assert_num_queries, count
):
    organisation = OrganisationFactory(core=True)
    for _number in range(count):
        SeatFactory(organisation=organisation)
        ProjectFactory(organisation=organisation)
        MobilityProgrammeFactory(organisation=organisation)
    client = client_of(member)

    with django_assert_num_queries(14):
        client.get(organisation.get_absolute_url())


def test_organisation_list_counts_people_for_members(client_of, member, visitor):
    organisation = OrganisationFactory(core=True, name="Busy")
    one = SeatFactory(organisation=organisation).person
    SeatFactory(organisation=organisation, person=one, function="expert")
    SeatFactory(organisation=organisation)
    SeatFactory(organisation=organisation, waiting=True)

    page = client_of(member).get(reverse("network:organisation_list"), {"q": "Busy"})

    assert page.context["page_of_organisations"][0].people == 2
    assert (
        "people"
        not in visitor.get(reverse("network:organisation_list"), {"q": "Busy"})
        .content.decode()
        .split("<main")[1]
        .split("</main")[0]
    )


def test_exports_hold_all_that_fit_and_no_formula(client_of, member, visitor):
    fill(21)
    OrganisationFactory(name="=SUM(A1)", slug="formula", core=True, country="LT")
    person = UserFactory(first_name="+1", last_name="Lt")
    SeatFactory(person=person, organisation=OrganisationFactory(country="LT", core=True))

    def rows(client, name, **query):
        text = client.get(reverse(f"network:{name}"), query).getvalue().decode("utf-8-sig")
        return list(csv.DictReader(text.splitlines()))

    assert len(rows(visitor, "organisation_export")) == 24
    assert "'=SUM(A1)" in {
        row["name"] for row in rows(visitor, "organisation_export", country="LT")
    }
    people = rows(client_of(member), "person_export", country="LT")
    assert [row["first_name"] for row in people] == ["'+1"]
    assert people[0]["address"] == f"http://testserver/en/members/people/{person.pk}/"


def test_organisation_detail_shows_its_work(visitor):
    organisation = OrganisationFactory(core=True, region="SE33")
    MobilityProgrammeFactory(organisation=organisation, name="Resan")
    MobilityProgrammeFactory(organisation=organisation, name="Utkast", proposed=True)
    ProjectFactory(organisation=organisation, title="Bron")
    OfferFactory(organisation=organisation, title="Öppen verkstad", state=State.PUBLISHED)
    OfferFactory(organisation=organisation, title="Inte klar")

    page = visitor.get(organisation.get_absolute_url()).content.decode()

    assert "Resan" in page
    assert "Bron" in page
    assert "Öppen verkstad" in page
    assert "Utkast" not in page
    assert "Inte klar" not in page
    assert "after they sign in" in page


def test_organisation_outside_the_circles_has_no_page(visitor, client_of, member):
    outside = OrganisationFactory(circle="")

    assert visitor.get(outside.get_absolute_url()).status_code == 404
    assert client_of(member).get(outside.get_absolute_url()).status_code == 404


def test_country_page_leads_to_organisations(visitor):
    organisation = OrganisationFactory(circle=Circle.CORE, country="SE")

    page = visitor.get("/en/map/se/").content.decode()

    assert organisation.get_absolute_url() in page


# -- one's own profile -------------------------------------------------------------------------------


def profile(**changes):
    return {
        "first_name": "Sofie",
        "last_name": "Damgaard",
        "language": "da",
        "time_zone": "Europe/Copenhagen",
        "name_shown_to": "members",
        "email_shown_to": "nobody",
        "post": "Adviser",
        "post_shown_to": "members",
        "phone": "+45 33 00 00 00",
        "phone_shown_to": "nobody",
        "spoken_languages": ["da", "en"],
        "languages_shown_to": "everybody",
        "biography": "Line one\r\nline two",
        "biography_shown_to": "members",
        "written_in": "en",
    } | changes


def test_profile_is_the_most_private_at_first(member):
    fields = ("post", "email", "phone", "languages", "biography")

    assert {getattr(member, f"{field}_shown_to") for field in fields} == {"nobody"}
    assert member.name_shown_to == "members"


def test_profile_edit_saves_everything(client_of, member):
    client_of(member).post(reverse("network:profile_edit"), profile())

    member.refresh_from_db()
    assert member.biography == "Line one\nline two"
    assert member.spoken_languages == ["da", "en"]
    assert member.languages_shown_to == "everybody"


def test_profile_preview_shows_and_saves_nothing(client_of, member):
    response = client_of(member).post(
        reverse("network:profile_edit"), profile(first_name="Sanne", preview="1")
    )

    everybody, extended, members = response.context["previews"]
    assert not everybody["has_name"]
    assert list(extended["shown"]) == ["spoken_languages"]
    assert set(members["shown"]) == {"post", "spoken_languages", "biography"}
    assert "Nothing is saved yet" in response.content.decode()
    member.refresh_from_db()
    assert (member.first_name, member.post) == ("Sofie", "")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_shown_to", "nobody"),
        ("email_shown_to", "strangers"),
        ("phone", "call me"),
        ("spoken_languages", ["xx"]),
        ("biography", "x" * 1001),
        ("post", "x" * 121),
        ("written_in", "xx"),
        ("first_name", ""),
    ],
)
def test_profile_edit_says_what_is_wrong(client_of, member, field, value):
    for extra in ({}, {"preview": "1"}):
        response = client_of(member).post(
            reverse("network:profile_edit"), profile(**{field: value}) | extra
        )
        assert field in response.context["form"].errors

    member.refresh_from_db()
    assert member.post == ""


def test_a_change_shows_with_the_next_request(
    client_of, member, secretariat, admin, visitor, django_capture_on_commit_callbacks
):
    url = member.get_absolute_url()
    organisation = member.seats.get().organisation.get_absolute_url()

    def choose(audience):
        with django_capture_on_commit_callbacks(execute=True):
            data = profile(name_shown_to=audience)
            client_of(member).post(reverse("network:profile_edit"), data)

    assert visitor.get(url).status_code == 404
    choose("everybody")
    assert "Sofie Damgaard" in visitor.get(url).content.decode()
    assert "Sofie Damgaard" in visitor.get(organisation).content.decode()
    choose("members")
    assert visitor.get(url).status_code == 404
    assert "Sofie Damgaard" not in visitor.get(organisation).content.decode()
    choose("everybody")
    for change, status in ((close_account, 404), (reopen_account, 200)):
        with django_capture_on_commit_callbacks(execute=True):
            change(account=member, by=admin, reason="A test.")
        assert visitor.get(url).status_code == status
    with django_capture_on_commit_callbacks(execute=True):
        end_seat(seat=member.seats.get(), by=secretariat)
    assert visitor.get(url).status_code == 404


def test_an_organisation_takes_no_address_of_the_directory():
    for slug in ("people", "groups"):
        with pytest.raises(ValidationError):
            OrganisationFactory.build(slug=slug).full_clean()
        assert resolve(f"/en/members/{slug}/").url_name != "organisation_detail"
