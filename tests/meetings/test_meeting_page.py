import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context

from hub.dates import InexactDate
from hub.languages import page_url
from meetings.actions import record_decision
from meetings.models import MeetingPage
from meetings.templatetags.meetings_tags import actions_of_package
from tests.factories.meetings import (
    ActionFactory,
    DecisionFactory,
    MeetingFactory,
    in_days,
    published_report,
    report_draft,
)
from tests.factories.network import OrganisationFactory
from tests.factories.workpackages import programme, work_package
from workpackages.actions import adopt
from workpackages.models import WorkProgrammePage

pytestmark = pytest.mark.django_db

LINK = "https://video.example/room-4711"
AGENDA = [
    {"title": "Welcome", "minutes": 20},
    {"title": "Coffee", "minutes": 15, "kind": "break"},
    {"title": "Our map", "minutes": 45, "kind": "decision", "presented_by": "Thematic expert"},
]


def shown(client, page, path=""):
    response = client.get(page_url(page, "en") + path)
    assert response.status_code == 200
    return response.content.decode()


def test_agenda_has_the_times_that_follow_from_its_items(client_of, member):
    meeting = MeetingFactory(agenda=AGENDA, start_time=dt.time(10, 0))

    page = shown(client_of(member), meeting)

    times = [part.split("</time>")[0] for part in page.split("<time>")[1:]]
    assert times == ["10:00", "10:20", "10:35"]
    assert "Thematic expert" in page


@pytest.mark.parametrize(
    ("audience", "reads"),
    [
        ("core", {"member"}),
        ("network", {"member", "extended"}),
        ("projects", {"member", "extended", "operator"}),
        ("everyone", {"member", "extended", "operator"}),
    ],
)
def test_link_is_for_those_whom_the_meeting_is_for(
    audience, reads, visitor, client_of, member, extended, operator, translator, stranger
):
    meeting = MeetingFactory(audience=audience, agenda=AGENDA)
    people = {
        "member": client_of(member),
        "extended": client_of(extended),
        "operator": client_of(operator),
        "translator": client_of(translator),
        "stranger": client_of(stranger),
        "visitor": visitor,
    }

    pages = {name: shown(client, meeting) for name, client in people.items()}

    assert {name for name, page in pages.items() if LINK in page} == reads
    seen = set(people) if audience == "everyone" else reads
    assert {name for name, page in pages.items() if "Our map" in page} == seen


def test_cached_page_of_a_visitor_never_has_the_link(visitor, client_of, member):
    meeting = MeetingFactory(audience="everyone")

    first, members, again = (
        shown(client, meeting) for client in (visitor, client_of(member), visitor)
    )

    assert [LINK in page for page in (first, members, again)] == [False, True, False]


def test_public_reads_the_summary_and_members_all_of_the_report(
    visitor, client_of, secretariat, member, extended, operator
):
    meeting = MeetingFactory(past=True)
    published_report(
        meeting,
        by=secretariat,
        decisions=[{"text": "Decided thing."}],
        actions_=[
            {
                "text": "Promised thing.",
                "organisation": OrganisationFactory(),
                "due_on": dt.date(2030, 1, 1),
            }
        ],
    )
    inside = ["The budget of project Secret", "The expert writes to everybody."]
    results = ["Decided thing.", "Promised thing."]

    for client, sees in [
        (visitor, False),
        (client_of(operator), False),
        (client_of(extended), False),
        (client_of(member), True),
    ]:
        meeting_page, report_page = (shown(client, meeting, path) for path in ("", "report/"))
        assert "The network agreed on its programme." in meeting_page
        assert "The network agreed on its programme." in report_page
        assert [text in report_page for text in inside] == [sees, sees]
        assert [text in report_page for text in results] == [sees, sees]
        assert [text in meeting_page for text in results] == [sees, sees]
        assert "project Secret" not in meeting_page


def test_draft_of_a_report_is_nowhere(visitor, client_of, secretariat, member):
    meeting = MeetingFactory(past=True)
    report_draft(meeting, by=secretariat)

    for client in (visitor, client_of(member)):
        page = shown(client, meeting)
        assert "agreed on its programme" not in page
        assert "A draft is being written" not in page
        assert client.get(page_url(meeting, "en") + "report/").status_code == 404
    assert "A draft is being written" in shown(client_of(secretariat), meeting)


def test_operator_sees_only_what_the_own_organisation_promised(client_of, operator):
    meeting = MeetingFactory(past=True)
    ActionFactory(meeting=meeting, text="Ours", organisation=operator.seats.get().organisation)
    ActionFactory(meeting=meeting, text="Theirs")

    page = shown(client_of(operator), meeting)

    assert ("Ours" in page, "Theirs" in page) == (True, False)


def test_inexact_meeting_says_so_and_has_no_calendar_file(visitor):
    meeting = MeetingFactory(
        when=InexactDate.months(dt.date(2033, 9, 1), dt.date(2033, 10, 1)),
        start_time=None,
        end_time=None,
        format="on_site",
        place="",
    )

    page = shown(visitor, meeting)

    assert "September/October 2033" in page
    assert "place to be decided" in page
    assert "meeting.ics" not in page
    assert "as soon as the day is fixed" in page
    assert visitor.get(page_url(meeting, "en") + "meeting.ics").status_code == 404


def test_page_leads_to_the_meetings_before_and_after(visitor):
    first, second, third = (MeetingFactory(when=in_days(days)) for days in (10, 20, 30))

    page = shown(visitor, second)

    assert [f'href="{page_url(other, "en")}"' in page for other in (first, third)] == [True, True]


@pytest.mark.parametrize("rows", [1, 30])
def test_number_of_queries_does_not_grow(
    rows, visitor, client_of, member, django_assert_num_queries
):
    meeting = MeetingFactory(past=True, agenda=AGENDA[:1] * rows)
    for _ in range(rows):
        ActionFactory(meeting=meeting)
        DecisionFactory(meeting=meeting)
    client = client_of(member)
    for reader in (client, visitor):
        shown(reader, meeting, "?page=1")

    with django_assert_num_queries(21):
        shown(client, meeting)
    with django_assert_num_queries(11):
        shown(visitor, meeting)


def test_danish_reader_gets_the_source_with_its_language(visitor):
    meeting = MeetingFactory()

    page = visitor.get(page_url(meeting, "da")).content.decode()

    assert '<html lang="da"' in page
    assert 'lang="en"' in page.split("<main")[1].split(">")[0]


def test_slug_of_the_list_of_actions_is_taken():
    meeting = MeetingFactory()
    meeting.slug = "actions"

    with pytest.raises(Exception, match="list of actions"):
        MeetingPage.clean(meeting)


@pytest.mark.parametrize(
    ("past", "state", "badge"),
    [
        (False, "planned", ("idle", "Planned")),
        (True, "planned", ("idle", "Date passed")),
        (True, "held", ("done", "Held")),
        (True, "cancelled", ("danger", "Cancelled")),
    ],
)
def test_a_meeting_whose_date_has_passed_is_not_called_planned(past, state, badge):
    meeting = MeetingFactory(past=past, state=state)

    assert (meeting.badge[0], str(meeting.badge[1])) == badge


def test_adopted_version_names_the_meeting_that_adopted_it(visitor, secretariat):
    page = programme(title="Our programme", slug="our-programme")
    version = adopt(page=page, by=secretariat, label="1.0")
    meeting = MeetingFactory(past=True, title="Deciding meeting")
    record_decision(meeting=meeting, text="It is adopted.", adopts=version, by=secretariat)

    shown_page = shown(visitor, WorkProgrammePage.objects.get(pk=page.pk))

    assert "Deciding meeting" in shown_page
    assert "It is adopted." not in shown_page


def test_work_package_shows_its_actions_to_those_who_read_them(rf, client_of, member, extended):
    package = work_package()
    ActionFactory(work_package=package, text="Draw the map")

    assert "Draw the map" in shown(client_of(member), package)
    request = rf.get("/en/")
    for user in (AnonymousUser(), extended):
        request.user = user
        assert actions_of_package(Context({"request": request}), package)["actions"] == []
