import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from hub.dates import InexactDate
from tests.factories import workpackages as make
from workpackages import actions
from workpackages.models import (
    FrozenVersionError,
    NotAdoptedError,
    ScheduleEntry,
    StaleTextError,
    Version,
    WorkProgrammePage,
)

pytestmark = pytest.mark.django_db


def words(page, field="body"):
    return [clause["value"].get("text") for clause in page.clauses_of(field)]


@pytest.fixture
def page():
    return make.programme()


def fresh(page):
    return WorkProgrammePage.objects.get(pk=page.pk)


def test_a_new_page_is_not_live_and_has_its_text_in_its_revision_alone(page):
    written = ["Background", "<p>Members meet.</p>", "<p>They write.</p>"]

    assert page.live is False
    assert (words(page), list(page.schedule.all())) == ([], [])
    assert words(page.working_text()) == written
    assert page.version_number is None


def test_announce_shows_the_facts_and_keeps_the_text_as_a_draft(page, expert):
    actions.announce(page=page, by=expert)

    page = fresh(page)
    assert page.live is True
    assert words(page) == []
    assert list(page.schedule.all()) == []
    assert words(page.working_text()) == [
        "Background",
        "<p>Members meet.</p>",
        "<p>They write.</p>",
    ]
    assert [entry.activity for entry in page.working_text().schedule.all()] == ["Kick-off"]


def test_make_draft_freezes_the_working_text_and_publishes_nothing(page, expert):
    version = actions.make_draft(page=page, by=expert, label="0.9 draft", note="For comments")

    page = fresh(page)
    assert (version.number, version.kind, version.label, version.note) == (
        1,
        "draft",
        "0.9 draft",
        "For comments",
    )
    assert words(page) == []
    assert [clause["value"]["text"] for clause in version.clauses_of()] == [
        "Background",
        "<p>Members meet.</p>",
        "<p>They write.</p>",
    ]
    assert [row["activity"] for row in version.content["schedule"]] == ["Kick-off"]
    assert "Members meet." in version.html
    assert "20 April 2023" in version.html
    assert version.text.startswith("Background\n\nMembers meet.\n\nThey write.")
    assert page.open_draft == version
    assert page.newest_adopted is None


def test_adopt_makes_the_working_text_live(page, expert, secretariat):
    actions.make_draft(page=page, by=expert, label="0.9")
    version = actions.adopt(page=page, by=secretariat, label="1.0")

    page = fresh(page)
    assert (version.number, version.kind) == (2, "adopted")
    assert page.live is True
    assert page.version_number == 2
    assert page.frozen_now() == {name: version.content[name] for name in page.frozen_fields}
    assert page.has_unpublished_changes is False
    assert page.open_draft is None
    assert page.newest_adopted == version


def test_rows_written_in_code_get_a_place_each(page, expert):
    working = page.working_text()
    working.schedule = [
        make.schedule_entry("Second", InexactDate.day(date(2023, 6, 19))),
        make.schedule_entry("First", InexactDate.day(date(2023, 4, 20))),
    ]

    working.save_revision(user=expert)

    rows = page.working_text().schedule.all()
    assert [(row.sort_order, row.activity) for row in rows] == [(0, "Second"), (1, "First")]


def test_adoption_keeps_the_rows_of_the_schedule(page, expert, secretariat):
    actions.adopt(page=page, by=secretariat, label="1.0")
    before = list(ScheduleEntry.objects.values_list("pk", "translation_key"))

    actions.adopt(page=page, by=secretariat, label="1.1")

    assert list(ScheduleEntry.objects.values_list("pk", "translation_key")) == before


def test_schedule_comes_back_with_its_key_after_an_announcement(page, secretariat):
    before = [entry.translation_key for entry in page.working_text().schedule.all()]
    actions.announce(page=page, by=secretariat)

    actions.adopt(page=page, by=secretariat, label="1.0")

    assert before
    assert list(ScheduleEntry.objects.values_list("translation_key", flat=True)) == before


def test_adopt_refuses_an_empty_text(secretariat):
    page = make.programme([])
    page.schedule = []
    page.save_revision()

    with pytest.raises(actions.EmptyTextError):
        actions.adopt(page=page, by=secretariat, label="1.0")

    assert Version.objects.count() == 0


def test_a_version_never_changes(page, secretariat):
    version = actions.adopt(page=page, by=secretariat, label="1.0")

    version.label = "2.0"
    with pytest.raises(FrozenVersionError):
        version.save()
    with pytest.raises(FrozenVersionError):
        version.delete()
    with pytest.raises(FrozenVersionError):
        Version.objects.update(label="2.0")
    with pytest.raises(FrozenVersionError):
        Version.objects.all().delete()
    assert Version.objects.get().label == "1.0"


def test_checksum_covers_content_number_kind_label_date_and_note(page, secretariat):
    version = actions.adopt(page=page, by=secretariat, label="1.0", note="Final")
    stored = Version.objects.get()
    sums = {stored.computed_sha256()}

    stored.number = 7
    sums.add(stored.computed_sha256())
    stored.label = "1.1"
    sums.add(stored.computed_sha256())
    stored.note = ""
    sums.add(stored.computed_sha256())
    stored.content["body"][1]["value"]["text"] = "<p>Nobody meets.</p>"
    sums.add(stored.computed_sha256())

    assert version.sha256 in sums
    assert len(sums) == 5


# -- nothing but our actions publishes -------------------------------------------------------------


def changed_draft(page, words="Changed."):
    draft = fresh(page).get_latest_revision_as_object()
    draft.set_clauses("body", make.text(words))
    return draft.save_revision()


@pytest.fixture
def adopted(page, secretariat):
    actions.adopt(page=page, by=secretariat, label="1.0")
    return fresh(page)


@pytest.mark.parametrize(
    "publish",
    [
        lambda page, revision: revision.publish(),
        lambda page, revision: page.publish(revision),
        lambda page, revision: PublishPageRevisionAction(revision).execute(),
        lambda page, revision: revision.as_object().save(),
        lambda page, revision: page.unpublish(),
    ],
)
@pytest.mark.parametrize("state", ["announced", "adopted"])
def test_no_other_door_publishes(page, secretariat, publish, state):
    if state == "announced":
        actions.announce(page=page, by=secretariat)
    else:
        actions.adopt(page=page, by=secretariat, label="1.0")
    before = words(fresh(page))
    revision = changed_draft(page)

    with pytest.raises(NotAdoptedError):
        publish(fresh(page), revision)

    assert words(fresh(page)) == before
    assert fresh(page).live is True


def test_a_page_that_is_made_live_with_a_text_is_not(page):
    index = page.get_parent()
    copy = WorkProgrammePage(
        title="Other",
        slug="other",
        locale=page.locale,
        starts_on=page.starts_on,
        ends_on=page.ends_on,
        body=json.dumps(make.text("Live at once?")),
        live=True,
    )

    index.add_child(instance=copy)

    assert Page.objects.get(slug="other").live is False


def test_publishing_what_was_adopted_is_allowed(adopted):
    revision = adopted.save_revision()

    revision.publish()

    assert fresh(adopted).live_revision == revision


def test_nobody_has_the_right_to_publish_copy_or_delete(adopted, admin):
    admin.is_superuser = True
    tester = adopted.permissions_for_user(admin)

    assert (
        tester.can_publish(),
        tester.can_unpublish(),
        tester.can_submit_for_moderation(),
        tester.can_copy(),
        tester.can_delete(),
        tester.can_move(),
        tester.can_edit(),
    ) == (False, False, False, False, False, True, True)


def test_translators_do_not_edit_the_source(adopted, translator, expert, secretariat):
    assert [
        adopted.permissions_for_user(user).can_edit() for user in (translator, expert, secretariat)
    ] == [False, True, True]


# -- the one writer --------------------------------------------------------------------------------


def test_a_stale_save_is_refused(adopted):
    one, other = fresh(adopted), fresh(adopted)
    one.set_clauses("body", make.text("One"))
    one.save_revision()
    other.set_clauses("body", make.text("Other"))

    with pytest.raises(StaleTextError):
        other.save_revision()

    assert words(fresh(adopted).working_text()) == ["Background", "<p>One</p>"]
    assert issubclass(StaleTextError, PermissionDenied)


def test_autosave_does_not_overwrite_what_a_version_holds(page, expert):
    version = actions.make_draft(page=page, by=expert, label="0.9")
    draft = fresh(page).get_latest_revision_as_object()
    before = version.revision.content["body"]
    draft.set_clauses("body", make.text("Autosaved"))

    draft.save_revision(user=expert, overwrite_revision=version.revision)

    version.revision.refresh_from_db()
    assert version.revision.content["body"] == before
    assert words(fresh(page).working_text()) == ["Background", "<p>Autosaved</p>"]


def test_dates_that_publish_by_themselves_are_dropped(page):
    from django.utils import timezone

    page.go_live_at = page.expire_at = timezone.now()

    revision = page.save_revision()

    assert (revision.content["go_live_at"], revision.content["expire_at"]) == (None, None)


def test_enter_splits_a_paragraph(page):
    clauses = page.working_text().clauses_of()
    clauses[1]["value"]["text"] = (
        '<p data-block-key="aaaaa">Members meet.</p><p data-block-key="bbbbb">Twice a year.</p>'
    )
    page.body = json.dumps(clauses)
    page.save_revision()
    first = fresh(page).working_text().clauses_of()

    again = fresh(page).working_text()
    again.body = json.dumps(clauses)
    again.save_revision()

    assert [clause["value"]["text"] for clause in first] == [
        "Background",
        "<p>Members meet.</p>",
        "<p>Twice a year.</p>",
        "<p>They write.</p>",
    ]
    assert [clause["id"] for clause in first[:2]] == [clause["id"] for clause in clauses[:2]]
    assert fresh(page).working_text().clauses_of() == first


def test_publish_facts_changes_the_title_and_keeps_the_draft(adopted, secretariat):
    changed_draft(adopted)

    actions.publish_facts(page=adopted, by=secretariat, title="Programme for 2023")

    page = fresh(adopted)
    assert page.title == "Programme for 2023"
    assert words(page) == ["Background", "<p>Members meet.</p>", "<p>They write.</p>"]
    assert words(page.working_text()) == ["Background", "<p>Changed.</p>"]
    assert page.working_text().title == "Programme for 2023"


def test_publish_facts_refuses_what_a_version_holds(adopted, secretariat):
    with pytest.raises(ValueError, match="body"):
        actions.publish_facts(page=adopted, by=secretariat, body="[]")
