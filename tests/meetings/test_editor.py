"""What Wagtail's admin shows and saves of meetings and reports."""

import datetime as dt

import pytest
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text
from wagtail_localize.models import StringSegment, Translation

from hub.translations import translate
from meetings.models import MeetingPage, ReportPage
from tests.factories.meetings import (
    ActionFactory,
    DecisionFactory,
    MeetingFactory,
    meeting_index,
    published_report,
    report_draft,
)

pytestmark = pytest.mark.django_db


def in_danish(meeting):
    texts = {meeting.title: "Møde", meeting.summary: "Om hvad."}
    translate(meeting, into="da", texts=texts)


def test_secretariat_writes_a_meeting_with_its_agenda(client_of, secretariat):
    form = nested_form_data(
        {
            "title": "Study visit",
            "slug": "study-visit",
            "summary": "",
            "kind": "study_visit",
            "format": "on_site",
            "audience": "core",
            "state": "planned",
            "date_precision": "months",
            "date_label": "",
            "starts_on": "2033-09-01",
            "ends_on": "2033-10-01",
            "start_time": "",
            "end_time": "",
            "time_zone": "Europe/Madrid",
            "place": "",
            "link": "",
            "languages": ["en", "es"],
            "schedule_entry": "",
            "about": rich_text("<p>We look around.</p>"),
            "agenda_items": inline_formset(
                [
                    {
                        "title": "Welcome",
                        "kind": "information",
                        "minutes": "20",
                        "day": "1",
                        "starts_at": "",
                        "organisation": "",
                        "presented_by": "",
                        "document": "",
                        "link": "",
                        "link_text": "",
                        "id": "",
                        "ORDER": "0",
                    }
                ]
            ),
            "comments": inline_formset([]),
            "action-publish": "action-publish",
        }
    )
    form["languages"] = ["en", "es"]
    address = reverse(
        "wagtailadmin_pages:add", args=["meetings", "meetingpage", meeting_index().pk]
    )

    response = client_of(secretariat).post(address, form)

    assert response.status_code == 302, response.context["form"].errors
    meeting = MeetingPage.objects.live().get(slug="study-visit")
    assert (meeting.languages, str(meeting.when)) == (["en", "es"], "September/October 2033")
    assert (meeting.starts_on, meeting.ends_on) == (dt.date(2033, 9, 1), dt.date(2033, 10, 31))
    assert [item.title for item in meeting.agenda_items.all()] == ["Welcome"]


@pytest.mark.parametrize("person", ["translator", "admin"])
def test_internal_text_is_closed_in_the_admin(person, request, client_of, secretariat):
    person = request.getfixturevalue(person)
    report = report_draft(MeetingFactory(past=True), by=secretariat)
    revision = Revision.objects.filter(object_id=str(report.pk)).latest("pk")
    client = client_of(person)
    pages = "wagtailadmin_pages:"

    for name, args in [
        ("edit", [report.pk]),
        ("view_draft", [report.pk]),
        ("history", [report.pk]),
        ("revisions_revert", [report.pk, revision.pk]),
        ("revisions_view", [report.pk, revision.pk]),
        ("revisions_compare", [report.pk, "earliest", "latest"]),
    ]:
        response = client.get(reverse(pages + name, args=args), follow=True)
        assert "Secret" not in response.content.decode(), name


def test_translation_of_a_report_holds_nothing_internal(
    secretariat, client_of, member, visitor, django_capture_on_commit_callbacks
):
    meeting = MeetingFactory(past=True, title="First", slug="first")
    report = published_report(meeting, by=secretariat)
    summary = "Netværket vedtog sit program."
    texts = {"Report: First": "Rapport", "The network agreed on its programme.": summary}

    with django_capture_on_commit_callbacks(execute=True):
        in_danish(meeting)
        translate(report, into="da", texts=texts)

    danish = ReportPage.objects.get(locale__language_code="da")
    assert (danish.clauses_of("body"), danish.clauses_of("next_steps")) == ([], [])
    strings = StringSegment.objects.filter(source__object_id=report.translation_key)
    assert {segment.string.data for segment in strings} == {
        "Report: First",
        "The network agreed on its programme.",
    }
    public = visitor.get("/da/meetings/first/report/").content.decode()
    inside = client_of(member).get("/da/meetings/first/report/").content.decode()
    assert (summary in public, "Secret" in public) == (True, False)
    assert (summary in inside, "Secret" in inside) == (True, True)


def test_published_report_is_not_edited_in_the_admin(client_of, secretariat):
    report = published_report(MeetingFactory(past=True), by=secretariat)

    response = client_of(secretariat).get(reverse("wagtailadmin_pages:edit", args=[report.pk]))

    assert response.status_code == 302


def test_meeting_with_records_is_not_deleted(client_of, secretariat):
    meeting = ActionFactory().meeting
    client = client_of(secretariat)

    client.post(reverse("wagtailadmin_pages:delete", args=[meeting.pk]))
    client.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        + f"?id={meeting.get_parent().pk}"
    )

    assert MeetingPage.objects.filter(pk=meeting.pk).exists()


def test_report_is_not_announced_or_versioned_by_hand(client_of, expert, secretariat):
    report = report_draft(MeetingFactory(past=True), by=secretariat)
    address = reverse("version_make", args=[report.pk])

    client_of(expert).post(address)

    assert not ReportPage.objects.get(pk=report.pk).live
    edit = client_of(expert).get(reverse("wagtailadmin_pages:edit", args=[report.pk]))
    assert address not in edit.content.decode()


@pytest.mark.parametrize("name", ["decisions", "actions"])
def test_records_are_listed_and_not_changed_in_the_admin(name, client_of, secretariat, translator):
    action = ActionFactory(text="Draw the map")
    DecisionFactory(text="The map is drawn", meeting=action.meeting)
    address = reverse(f"{name}:index")

    page = client_of(secretariat).get(address).content.decode()
    refused = client_of(translator).get(address)

    assert ("map" in page, refused.status_code) == (True, 302)
    assert f"/admin/{name}/new/" not in page


@pytest.mark.parametrize(
    "name",
    ["edit", "view_draft", "preview_on_edit", "history", "copy", "revisions_revert"],
)
def test_a_translator_does_not_open_a_meeting_in_its_own_language(name, translator, client_of):
    meeting = MeetingFactory(link="https://video.example/secret-room")
    revision = meeting.save_revision()
    args = [meeting.pk, revision.pk] if name == "revisions_revert" else [meeting.pk]

    response = client_of(translator).get(reverse(f"wagtailadmin_pages:{name}", args=args))

    assert (response.status_code, "secret-room" in response.content.decode()) == (302, False)


def test_a_translator_does_not_read_the_link_when_a_translation_is_written_by_hand(
    translator, client_of
):
    meeting = MeetingFactory(link="https://video.example/secret-room")
    in_danish(meeting)
    danish = MeetingPage.objects.get(
        translation_key=meeting.translation_key, locale__language_code="da"
    )
    Translation.objects.update(enabled=False)
    edit = reverse("wagtailadmin_pages:edit", args=[danish.pk])

    response = client_of(translator).get(edit)

    assert (response.status_code, "secret-room" in response.content.decode()) == (200, False)


def test_a_report_stays_with_its_meeting(secretariat, client_of):
    report = report_draft(MeetingFactory(), by=secretariat)

    response = client_of(secretariat).get(reverse("wagtailadmin_pages:move", args=[report.pk]))

    assert response.status_code == 302


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize(
    ("name", "factory", "queries"),
    [("decisions", DecisionFactory, 11), ("actions", ActionFactory, 12)],
)
def test_lists_take_constant_queries(
    client_of, secretariat, name, factory, queries, count, django_assert_num_queries
):
    records = [factory() for _number in range(count)]
    desk = client_of(secretariat)

    with django_assert_num_queries(queries):
        page = desk.get(reverse(f"{name}:index"))

    assert set(page.context["object_list"]) == set(records)
