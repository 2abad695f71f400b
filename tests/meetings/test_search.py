import pytest
from django.contrib.auth.models import AnonymousUser

from hub.search import search
from tests.factories.meetings import MeetingFactory, published_report, report_draft

pytestmark = pytest.mark.django_db


def urls(words, user):
    found = search(words, user=user, language="en")
    assert not found.incomplete
    return [hit.url for hit in found.hits]


def test_members_find_the_full_text_and_others_the_summary_alone(
    secretariat, member, extended, operator, translator
):
    meeting = MeetingFactory(past=True, slug="first")
    published_report(meeting, by=secretariat)
    address = "/en/meetings/first/report/"

    for user, finds in [
        (AnonymousUser(), []),
        (extended, []),
        (operator, []),
        (translator, []),
        (member, [address]),
        (secretariat, [address]),
    ]:
        assert urls("project Secret", user) == finds
        assert urls("expert writes everybody", user) == finds
        assert address in urls("agreed programme", user)


def test_drafts_agendas_and_links_are_found_by_nobody(secretariat, member):
    meeting = MeetingFactory(
        past=True, agenda=[{"title": "Zugspitze", "minutes": 5}], link="https://zoom.example/zebra"
    )
    report_draft(meeting, by=secretariat)

    for user in (AnonymousUser(), member, secretariat):
        assert urls("Zugspitze", user) == []
        assert urls("zebra", user) == []
        assert urls("budget", user) == []


def test_report_that_matches_twice_is_shown_once(secretariat, member):
    published_report(MeetingFactory(past=True, slug="first"), by=secretariat)

    assert urls("network", member).count("/en/meetings/first/report/") == 1
