import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import PageLogEntry

from tests.factories import workpackages as make
from tests.factories.network import OrganisationFactory, SeatFactory
from workpackages import actions
from workpackages.clauses import checksum, new_clause
from workpackages.models import State, Suggestion, Version, WorkProgrammePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(expert):
    page = make.programme(make.text("One.", "Two."))
    actions.make_draft(page=page, by=expert, label="0.9")
    return fresh(page)


@pytest.fixture
def organisation():
    return OrganisationFactory(core=True, name="Agency")


def fresh(page):
    return WorkProgrammePage.objects.get(pk=page.pk)


def clause_of(page, at=1):
    return fresh(page).working_text().clauses_of()[at]


def words(page, at=1):
    return clause_of(page, at)["value"]["text"]


def suggest(page, member, organisation, text="<p>Other.</p>", at=1, **changes):
    version = Version.objects.get(pk=page.open_draft.pk)
    values = {
        "version": version,
        "clause_id": version.clauses_of()[at]["id"],
        "proposed": new_clause("paragraph", text=text),
        "rationale": "Because.",
        "organisation": organisation,
        "by": member,
        "language": "en",
    } | changes
    return actions.suggest(**values)


def test_every_state_has_its_moves():
    assert set(actions.TRANSITIONS) == set(State)


def test_suggest_signs_with_person_organisation_and_reason(page, member, organisation):
    suggestion = suggest(page, member, organisation)

    row = suggestion.history.first()
    assert (row.history_user, row.acting_for, row.history_change_reason) == (
        member,
        organisation,
        "Because.",
    )


def test_a_second_suggestion_of_the_organisation_replaces_the_first(page, member, organisation):
    first = suggest(page, member, organisation)
    second = suggest(page, member, organisation, text="<p>Better.</p>")
    of_others = suggest(page, member, OrganisationFactory(core=True))

    states = dict(Suggestion.objects.values_list("pk", "state"))
    assert states == {
        first.pk: State.SUPERSEDED,
        second.pk: State.OPEN,
        of_others.pk: State.OPEN,
    }


def test_suggest_is_for_the_open_draft(page, member, organisation, expert):
    old = Version.objects.get()
    actions.make_draft(page=page, by=expert, label="0.10")

    with pytest.raises(actions.NotOpenError):
        suggest(page, member, organisation, version=old)


def test_suggest_refuses_no_change_and_no_clause(page, member, organisation):
    with pytest.raises(actions.NothingChangedError):
        suggest(page, member, organisation, text="<p>One.</p>")
    with pytest.raises(actions.ClauseGoneError):
        suggest(page, member, organisation, clause_id="none")
    assert Suggestion.objects.count() == 0


def test_a_suggestion_is_cleaned(page, member, organisation):
    suggestion = suggest(page, member, organisation, text='<p onclick="x()">A<img src=x>b</p>')

    assert suggestion.proposed["value"]["text"] == "<p>Ab</p>"


def test_accept_writes_and_tells_the_author(
    page, member, organisation, expert, django_capture_on_commit_callbacks
):
    SeatFactory(person=member, organisation=organisation)
    suggestion = suggest(page, member, organisation)

    with django_capture_on_commit_callbacks(execute=True):
        actions.accept(suggestion=suggestion, by=expert, answer="Good.")

    assert words(page) == "<p>Other.</p>"
    (letter,) = mail.outbox
    assert letter.to == [member.email]
    assert "Your suggestion to 1.1 was accepted" in letter.subject
    assert "Good." in letter.body
    assert f"/en/work-programmes/2023/suggestions/{suggestion.pk}/" in letter.body


def test_accepted_words_stand_in_the_next_version(page, member, organisation, expert, secretariat):
    actions.accept(suggestion=suggest(page, member, organisation), by=expert, answer="Good.")
    actions.adopt(page=page, by=secretariat, label="1.0")

    assert fresh(page).clauses_of()[1]["value"]["text"] == "<p>Other.</p>"
    assert [v.clauses_of()[1]["value"]["text"] for v in Version.objects.order_by("number")] == [
        "<p>One.</p>",
        "<p>Other.</p>",
    ]


def test_a_suggestion_of_two_paragraphs_becomes_two_clauses(page, member, organisation, expert):
    suggestion = suggest(page, member, organisation, text="<p>One.</p><p>And a half.</p>")

    actions.accept(suggestion=suggestion, by=expert, answer="Good.")

    text = fresh(page).working_text().clauses_of()
    assert [clause["value"]["text"] for clause in text[1:]] == [
        "<p>One.</p>",
        "<p>And a half.</p>",
        "<p>Two.</p>",
    ]
    assert text[1]["id"] == suggestion.clause_id


@pytest.mark.parametrize("action", [actions.accept, actions.decline])
def test_a_decision_needs_a_reason(page, member, organisation, expert, action):
    suggestion = suggest(page, member, organisation)

    with pytest.raises(actions.ReasonMissingError):
        action(suggestion=suggestion, by=expert, answer="  ")

    assert Suggestion.objects.get().state == State.OPEN


def test_what_is_at_rest_stays(page, member, organisation, expert):
    suggestion = suggest(page, member, organisation)
    actions.withdraw(suggestion=suggestion, by=member)

    for action in (actions.accept, actions.decline):
        with pytest.raises(actions.AlreadyDecidedError):
            action(suggestion=suggestion, by=expert, answer="Late.")
    with pytest.raises(actions.AlreadyDecidedError):
        actions.withdraw(suggestion=suggestion, by=member)
    assert Suggestion.objects.get().state == State.WITHDRAWN


def test_accept_overwrites_nothing_unseen(page, member, organisation, expert):
    suggestion = suggest(page, member, organisation)
    clause = clause_of(page)
    edited = {**clause, "value": {**clause["value"], "text": "<p>Edited.</p>"}}
    actions.edit_clause(page=page, clause=edited, seen=checksum(clause), by=expert)

    with pytest.raises(actions.ClauseChangedError):
        actions.accept(suggestion=suggestion, by=expert, answer="Good.")

    assert words(page) == "<p>Edited.</p>"
    assert Suggestion.objects.get().state == State.OPEN


def test_accept_when_the_text_says_it_already(page, member, organisation, expert):
    suggestion = suggest(page, member, organisation)
    clause = clause_of(page)
    same = {**clause, "value": {**clause["value"], "text": "<p>Other.</p>"}}
    actions.edit_clause(page=page, clause=same, seen=checksum(clause), by=expert)

    actions.accept(suggestion=suggestion, by=expert, answer="Said so.")

    assert (words(page), Suggestion.objects.get().state) == ("<p>Other.</p>", State.ACCEPTED)


def test_accept_when_the_clause_is_gone(page, member, organisation, expert):
    suggestion = suggest(page, member, organisation)
    text = fresh(page).working_text()
    text.set_clauses("body", text.clauses_of()[:1])
    text.save_revision()

    with pytest.raises(actions.ClauseGoneError):
        actions.accept(suggestion=suggestion, by=expert, answer="Good.")


def test_edit_clause_refuses_what_is_stale_or_the_same(page, expert):
    clause = clause_of(page)
    edited = {**clause, "value": {**clause["value"], "text": "<p>Edited.</p>"}}

    with pytest.raises(actions.ClauseChangedError):
        actions.edit_clause(page=page, clause=edited, seen="another", by=expert)
    with pytest.raises(actions.NothingChangedError):
        actions.edit_clause(page=page, clause=clause, seen=checksum(clause), by=expert)
    assert words(page) == "<p>One.</p>"


def test_the_log_names_our_actions(page, member, organisation, expert, secretariat):
    actions.accept(suggestion=suggest(page, member, organisation), by=expert, answer="Good.")
    actions.adopt(page=page, by=secretariat, label="1.0")

    ours = PageLogEntry.objects.filter(page=page.pk, action__startswith="workpackages.")
    assert [(entry.action, entry.user) for entry in ours.order_by("pk")] == [
        ("workpackages.announce", expert),
        ("workpackages.kept", expert),  # the text that waits while the facts are live
        ("workpackages.draft", expert),
        ("workpackages.clause", expert),
        ("workpackages.adopted", secretariat),
    ]


# -- verify_versions -------------------------------------------------------------------------------


def forge_label():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE workpackages_version SET label = '1.0 forged'")


def test_verify_versions_is_content(page, secretariat, capsys):
    actions.adopt(page=page, by=secretariat, label="1.0")

    call_command("verify_versions")

    assert capsys.readouterr().out == "2 versions are what they were.\n"


def test_verify_versions_finds_a_changed_label(page):
    forge_label()

    with pytest.raises(CommandError, match="the checksum does not fit its content"):
        call_command("verify_versions")


def test_verify_versions_finds_a_changed_live_page(page, secretariat):
    actions.adopt(page=page, by=secretariat, label="1.0")
    WorkProgrammePage.objects.filter(pk=page.pk).update(body=[])

    with pytest.raises(CommandError, match="the live page shows another text"):
        call_command("verify_versions")


def test_verify_versions_finds_a_changed_revision(page):
    revision = Version.objects.get().revision
    revision.content["body"] = "[]"
    revision.save()

    with pytest.raises(CommandError, match="its revision holds another text"):
        call_command("verify_versions")
