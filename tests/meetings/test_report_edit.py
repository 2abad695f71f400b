"""The secretariat writes and publishes a report on the site, without a script."""

import datetime as dt

import pytest
from django.urls import reverse

from meetings.forms import Typed
from meetings.models import Action, Decision
from tests.factories.meetings import (
    WORDS,
    ActionFactory,
    MeetingFactory,
    published_report,
    report_draft,
)
from tests.factories.network import OrganisationFactory
from workpackages.models import Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory(title="First meeting", past=True)


def address(meeting, name="edit"):
    return reverse(f"meetings:report_{name}", args=[meeting.slug])


def filled(**changes):
    return {**WORDS, "based_on": "", **changes}


def row(prefix, number, **cells):
    return {f"{prefix}-{number}-{name}": value for name, value in cells.items()}


def test_draft_keeps_what_is_wrong_too(client_of, secretariat, meeting):
    client = client_of(secretariat)
    typed = filled(**row("actions", 1, text="Write to everybody", due_on="12 maj"))

    response = client.post(address(meeting), typed)

    assert response.url == address(meeting)
    page = client.get(address(meeting)).content.decode()
    assert 'value="12 maj"' in page
    assert "Write to everybody" in page
    assert "The budget of project Secret is short." in page


def test_adding_a_row_saves_nothing_and_loses_nothing(client_of, secretariat, meeting):
    client = client_of(secretariat)
    typed = filled(add="decisions", **row("decisions", 0, text="We go on."))

    page = client.post(address(meeting), typed).content.decode()

    assert meeting.report_at_work() is None
    assert page.count('name="decisions-') == 2 * 4  # one typed, two spare, one more
    assert "We go on." in page
    assert "The expert writes to everybody." in page


def test_emptied_row_is_gone(client_of, secretariat, meeting):
    report_draft(meeting, by=secretariat, decisions=[{"text": "One"}, {"text": "Two"}])
    seen = meeting.report_at_work().latest_revision_id
    typed = filled(based_on=seen, **row("decisions", 0, text=""), **row("decisions", 1, text="Two"))

    client_of(secretariat).post(address(meeting), typed)

    assert [r["text"] for r in meeting.report_at_work().draft_decisions] == ["Two"]


def test_second_tab_is_told_and_loses_nothing(client_of, secretariat, expert, meeting):
    seen = report_draft(meeting, by=secretariat).latest_revision_id
    client_of(expert).post(address(meeting), filled(based_on=seen, next_steps="The expert's."))

    response = client_of(secretariat).post(
        address(meeting), filled(based_on=seen, next_steps="The secretariat's.")
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else saved this report in the meantime" in page
    assert "The expert&#x27;s." in page
    assert "The secretariat&#x27;s." in page
    assert Typed.from_report(meeting.report_at_work()).words["next_steps"] == "The expert's."

    newest = response.context["based_on"]
    again = filled(based_on=newest, next_steps="The secretariat's.")
    assert client_of(secretariat).post(address(meeting), again).status_code == 302


@pytest.mark.parametrize("based_on", ["", "x", "-1", "9" * 40, "²", "\0"])
def test_no_revision_number_breaks_the_form(based_on, client_of, secretariat, meeting):
    report_draft(meeting, by=secretariat)

    response = client_of(secretariat).post(address(meeting), filled(based_on=based_on))

    assert response.status_code == 409


def test_control_characters_are_left_out(client_of, secretariat, meeting):
    typed = filled(next_steps="One\0 two", **row("decisions", 0, text="Yes\0"))

    client_of(secretariat).post(address(meeting), typed)

    report = meeting.report_at_work()
    assert Typed.from_report(report).words["next_steps"] == "One two"
    assert report.draft_decisions == [{"text": "Yes", "adopts": ""}]


def test_preview_prints_the_date_of_an_action_as_the_reader_knows_it(
    client_of, secretariat, meeting
):
    typed = filled(
        preview="yes",
        **row("actions", 0, text="Draw the map.", organisation="", due_on="2023-05-12"),
    )

    response = client_of(secretariat).post(address(meeting), typed, follow=True)

    assert "– ·\n                12 May 2023" in response.content.decode()


def test_publish_from_the_editor(client_of, secretariat, meeting):
    organisation = OrganisationFactory(core=True)
    old = ActionFactory(text="Old promise")
    typed = filled(
        **row("decisions", 0, text="The map is drawn."),
        **row("decisions", 3, text="We go on."),
        **row(
            "actions",
            0,
            text="Draw the map.",
            organisation=organisation.pk,
            due_on="2023-05-12",
            carried_over_from=old.pk,
        ),
    )

    response = client_of(secretariat).post(address(meeting, "publish"), typed, follow=True)

    assert "The report is published." in response.content.decode()
    assert [d.text for d in Decision.objects.all()] == ["The map is drawn.", "We go on."]
    new = Action.objects.get(carried_over_from=old)
    assert (new.text, new.organisation, new.due_on) == (
        "Draw the map.",
        organisation,
        dt.date(2023, 5, 12),
    )
    assert Version.objects.get().number == 1


def test_publish_says_what_is_missing_beside_each_field(client_of, secretariat, meeting):
    typed = filled(
        public_summary="", **row("actions", 0, text="Draw the map.", due_on="soon", organisation="")
    )

    page = client_of(secretariat).post(address(meeting, "publish"), typed).content.decode()

    assert 'href="#id_public_summary"' in page
    assert 'id="id_public_summary_error"' in page
    assert 'href="#id_actions-0-organisation"' in page
    assert 'id="id_actions-0-due_on_error"' in page
    assert "Draw the map." in page
    assert 'value="soon"' in page
    assert meeting.report_at_work() is None
    assert list(Action.objects.all()) == []


def test_steering_group_publishes_from_the_preview(client_of, steering, expert, meeting):
    report = report_draft(meeting, by=expert)
    client = client_of(steering)
    preview = client.get(address(meeting, "preview")).content.decode()
    assert "The budget of project Secret is short." in preview
    assert address(meeting) not in preview

    client.post(address(meeting, "publish"), {"based_on": report.latest_revision_id})

    assert meeting.report_at_work().is_adopted


def test_preview_is_published_only_as_it_was_seen(client_of, steering, expert, meeting):
    report_draft(meeting, by=expert)

    response = client_of(steering).post(address(meeting, "publish"), {"based_on": "1"}, follow=True)

    assert "Somebody else saved this report in the meantime." in response.content.decode()
    assert not meeting.report_at_work().is_adopted


def test_published_report_is_not_edited(client_of, secretariat, meeting):
    report = published_report(meeting, by=secretariat)
    client = client_of(secretariat)

    for response in (
        client.get(address(meeting)),
        client.post(address(meeting), filled(based_on=report.latest_revision_id)),
        client.post(address(meeting, "publish"), filled(based_on=report.latest_revision_id)),
    ):
        assert response.url == f"/en/meetings/{meeting.slug}/report/"
    assert Version.objects.count() == 1


def test_draft_page_is_never_kept_by_a_cache(client_of, secretariat, meeting):
    response = client_of(secretariat).get(address(meeting))

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("rows", [1, 30])
def test_number_of_queries_does_not_grow(
    rows, client_of, secretariat, meeting, django_assert_num_queries
):
    decisions = [{"text": f"Decision {number}"} for number in range(rows)]
    report_draft(meeting, by=secretariat, decisions=decisions, rows=decisions)
    client = client_of(secretariat)

    with django_assert_num_queries(26):
        client.get(address(meeting))


# The list of actions


def test_own_organisation_comes_first_and_operators_see_no_other(client_of, member, operator):
    mine = ActionFactory(text="Mine", organisation=member.seats.get().organisation)
    theirs = ActionFactory(text="Theirs", organisation=operator.seats.get().organisation)

    of_member, of_operator = (
        client_of(person).get(reverse("meetings:action_list")).context["actions"].object_list
        for person in (member, operator)
    )

    assert [action.text for action in of_member] == [mine.text, theirs.text]
    assert [action.text for action in of_operator] == [theirs.text]


def test_member_marks_the_own_action_as_done(client_of, member):
    action = ActionFactory(organisation=member.seats.get().organisation)
    other = ActionFactory()
    client = client_of(member)

    done = client.post(reverse("meetings:action_complete", args=[action.pk]))
    refused = client.post(reverse("meetings:action_complete", args=[other.pk]))

    action.refresh_from_db()
    other.refresh_from_db()
    assert (done.status_code, refused.status_code) == (302, 403)
    assert (action.state, action.closed_by, other.state) == ("done", member, "open")
    assert action.history.latest().acting_for == action.organisation


def test_action_is_dropped_with_a_reason(client_of, secretariat):
    action = ActionFactory()
    client = client_of(secretariat)
    url = reverse("meetings:action_drop", args=[action.pk])

    missing = client.post(url, {"reason": ""})
    client.post(url, {"reason": "No money."})

    action.refresh_from_db()
    assert 'id="id_reason_error"' in missing.content.decode()
    assert (action.state, action.reason) == ("dropped", "No money.")


@pytest.mark.parametrize("rows", [1, 30])
def test_action_list_asks_the_same_number_of_queries(
    rows, client_of, member, django_assert_num_queries
):
    for _ in range(rows):
        ActionFactory()
    client = client_of(member)

    with django_assert_num_queries(10):
        client.get(reverse("meetings:action_list"))
