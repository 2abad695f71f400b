"""Several people at once, each in a thread with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from threading import Barrier

import pytest
from django.db import connection

from tests.factories import workpackages as make
from tests.factories.network import OrganisationFactory
from workpackages import actions
from workpackages.models import (
    StaleTextError,
    State,
    Suggestion,
    Version,
    WorkProgrammePage,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call returned or raised; all start together."""
    together = Barrier(len(calls))

    def run(call):
        try:
            together.wait()
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def page(expert):
    page = make.programme(make.text("One.", "Two.", "Three.", "Four."))
    actions.make_draft(page=page, by=expert, label="0.9")
    return page


def suggestion_to(page, at, by):
    version = Version.objects.newest()
    clause = version.clauses_of()[at]
    proposed = deepcopy(clause)
    proposed["value"]["text"] = f"<p>Suggested {at}.</p>"
    return actions.suggest(
        version=version,
        clause_id=clause["id"],
        proposed=proposed,
        rationale="",
        organisation=OrganisationFactory(core=True),
        by=by,
        language="en",
    )


def working_words(page):
    text = WorkProgrammePage.objects.get(pk=page.pk).working_text()
    return [clause["value"]["text"] for clause in text.clauses_of()][1:]


def test_one_of_two_decisions_on_a_suggestion_counts(page, member, expert, secretariat):
    pk = suggestion_to(page, 1, member).pk

    def decide(action, by):
        return lambda: action(suggestion=Suggestion.objects.get(pk=pk), by=by, answer="Yes.")

    results = at_once(
        decide(actions.accept, expert),
        decide(actions.decline, secretariat),
        decide(actions.accept, secretariat),
    )

    assert sum(isinstance(result, Suggestion) for result in results) == 1
    assert sum(isinstance(result, actions.AlreadyDecidedError) for result in results) == 2
    state = Suggestion.objects.get().state
    assert working_words(page)[0] == (
        "<p>Suggested 1.</p>" if state == State.ACCEPTED else "<p>One.</p>"
    )


def test_suggestions_to_different_clauses_are_accepted_at_once(page, member, expert):
    pks = [suggestion_to(page, at, member).pk for at in (1, 2, 3, 4)]

    def accept(pk):
        return lambda: actions.accept(
            suggestion=Suggestion.objects.get(pk=pk), by=expert, answer="Yes."
        )

    results = at_once(*(accept(pk) for pk in pks))

    assert all(isinstance(result, Suggestion) for result in results), results
    assert working_words(page) == [f"<p>Suggested {at}.</p>" for at in (1, 2, 3, 4)]


def test_adoptions_while_others_save(page, expert, secretariat):
    def adopt(label):
        return lambda: actions.adopt(
            page=WorkProgrammePage.objects.get(pk=page.pk), by=secretariat, label=label
        )

    def save(words):
        def run():
            text = WorkProgrammePage.objects.get(pk=page.pk).working_text()
            text.set_clauses("body", make.text(words))
            return text.save_revision(user=expert)

        return run

    results = at_once(adopt("1.0"), save("Saved one."), adopt("1.1"), save("Saved two."))

    refused = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(error, StaleTextError) for error in refused), refused
    stored = WorkProgrammePage.objects.get(pk=page.pk)
    newest = Version.objects.newest()
    assert sorted(Version.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert stored.frozen_now() == {name: newest.content[name] for name in stored.frozen_fields}
    for version in Version.objects.select_related("revision"):
        frozen = WorkProgrammePage.frozen(version.revision.content)
        assert frozen == {name: version.content[name] for name in frozen}
