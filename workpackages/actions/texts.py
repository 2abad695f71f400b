"""Every change of a living text: announced, drafted, adopted, suggested, decided, edited.

All of them lock the page's row first, so two people never decide on the same text at once.
"""

import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from network.history import acting
from network.models import Organisation, User
from workpackages import clauses, emails, reading
from workpackages.clauses import Clause
from workpackages.models import LivingPage, State, Suggestion, Version, VersionKind

# What may follow what; decided, withdrawn and superseded suggestions are at rest.
TRANSITIONS: dict[State, set[State]] = {
    State.DRAFT: {State.OPEN},
    State.OPEN: {
        State.ACCEPTED,
        State.ACCEPTED_WITH_CHANGES,
        State.DECLINED,
        State.WITHDRAWN,
        State.SUPERSEDED,
    },
    State.ACCEPTED: set(),
    State.ACCEPTED_WITH_CHANGES: set(),
    State.DECLINED: set(),
    State.WITHDRAWN: set(),
    State.SUPERSEDED: set(),
}


class LivingTextError(Exception):
    """An action that cannot be done; the sentence says why."""

    sentence = _("This cannot be done.")

    def __init__(self) -> None:
        super().__init__(str(self.sentence))


class EmptyTextError(LivingTextError):
    sentence = _("The text is still empty.")


class NotOpenError(LivingTextError):
    sentence = _("This version is not open for suggestions any more.")


class NothingChangedError(LivingTextError):
    sentence = _("The wording is the same as before.")


class ReasonMissingError(LivingTextError):
    sentence = _("Please give a reason.")


class AlreadyDecidedError(LivingTextError):
    sentence = _("Somebody has already decided on this suggestion, or it was withdrawn.")


class ClauseGoneError(LivingTextError):
    sentence = _("This clause is not in the working text any more.")


class ClauseChangedError(LivingTextError):
    sentence = _("The clause has changed in the meantime. Please look at both texts.")


# -- versions --------------------------------------------------------------------------------------


@transaction.atomic
def announce(*, page: LivingPage, by: User) -> LivingPage:
    """Show the page with its facts before there is an adopted text; the text waits as a draft."""
    page = _locked(page)
    if page.live:
        return page
    text = page.get_latest_revision_as_object()
    facts = page.get_latest_revision_as_object().without_text()
    revision = facts.save_revision(user=by, log_action="workpackages.announce")
    _publish(revision, by)
    text.latest_revision = revision
    text.save_revision(user=by, changed=True, log_action="workpackages.kept")
    return _locked(page)


@transaction.atomic
def make_draft(
    *, page: LivingPage, by: User, label: str, note: str = "", date: datetime.date | None = None
) -> Version:
    """Freeze the working text as a draft for comments."""
    page = announce(page=page, by=by)
    return _freeze(page, VersionKind.DRAFT, by=by, label=label, note=note, date=date)


@transaction.atomic
def adopt(
    *, page: LivingPage, by: User, label: str, note: str = "", date: datetime.date | None = None
) -> Version:
    """Freeze the working text as the adopted version and make it the live page."""
    page = _locked(page)
    version = _freeze(page, VersionKind.ADOPTED, by=by, label=label, note=note, date=date)
    _publish(version.revision, by)
    return version


def _freeze(
    page: LivingPage,
    kind: VersionKind,
    *,
    by: User,
    label: str,
    note: str,
    date: datetime.date | None,
) -> Version:
    with translation.override(page.locale.language_code):
        newest = Version.objects.filter(page_id=page.pk).without_text().newest()
        number = newest.number + 1 if newest else 1
        text = page.get_latest_revision_as_object()
        if not any(text.frozen_now().values()):
            raise EmptyTextError
        if kind == VersionKind.ADOPTED:
            text.version_number = number
        revision = text.save_revision(user=by, log_action=f"workpackages.{kind}", changed=True)
        content = {"title": text.title, **text.frozen(revision.content)}
        return Version.objects.create(
            page_id=page.pk,
            number=number,
            kind=kind,
            label=label.strip() or str(number),
            note=note.strip(),
            date=date or timezone.localdate(),
            language=page.locale.language_code,
            content=content,
            html=text.html_of(content),
            text=text.words_of(content),
            revision=revision,
            created_by=by,
        )


@transaction.atomic
def publish_facts(*, page: LivingPage, by: User, **facts: object) -> None:
    """Change what no version freezes (title, period …) on the live page and in the working text."""
    page = _locked(page)
    if frozen := set(facts) & set(page.frozen_fields):
        raise ValueError(f"A version holds {frozen}.")
    text = page.get_latest_revision_as_object()
    has_draft = page.has_unpublished_changes
    for target in (page, text):
        for name, value in facts.items():
            setattr(target, name, value)
    if not page.live:
        text.save_revision(user=by, log_action="workpackages.facts")
        return
    revision = page.save_revision(user=by, log_action="workpackages.facts")
    _publish(revision, by)
    if has_draft:
        text.latest_revision = revision
        text.save_revision(user=by, log_action="workpackages.kept")


# -- suggestions -----------------------------------------------------------------------------------


@transaction.atomic
def suggest(
    *,
    version: Version,
    clause_id: str,
    proposed: Clause,
    rationale: str,
    organisation: Organisation,
    by: User,
    language: str,
    field: str = "body",
) -> Suggestion:
    """Propose other words for a clause of the draft that is open for comments."""
    page = _locked(version.page)
    if page.open_draft is None or page.open_draft.pk != version.pk:
        raise NotOpenError
    text = reading.numbered(version.clauses_of(field))
    entry = next((entry for entry in text if entry.id == clause_id), None)
    if entry is None:
        raise ClauseGoneError
    proposed = _as_clause(proposed, like=entry.clause)
    if proposed["value"] == entry.clause["value"]:
        raise NothingChangedError
    with acting(by=by, for_=organisation, reason=rationale):
        for earlier in Suggestion.objects.open().filter(
            page_id=page.pk, field=field, clause_id=clause_id, organisation=organisation
        ):
            _move(earlier, to=State.SUPERSEDED)
        suggestion = Suggestion.objects.create(
            page_id=page.pk,
            version=version,
            field=field,
            clause_id=clause_id,
            clause_number=entry.number,
            base=entry.clause,
            proposed=proposed,
            rationale=rationale.strip(),
            organisation=organisation,
            author=by,
            language=language,
        )
        return _move(suggestion, to=State.OPEN)


@transaction.atomic
def withdraw(*, suggestion: Suggestion, by: User) -> Suggestion:
    """Take a suggestion back before it is decided."""
    _locked(suggestion.page)
    with acting(by=by):
        return _move(suggestion, to=State.WITHDRAWN)


@transaction.atomic
def accept(*, suggestion: Suggestion, by: User, answer: str) -> Suggestion:
    """Put the proposed words into the working text, if the clause still reads as it did."""
    page = _locked(suggestion.page)
    suggestion = _decided(suggestion, State.ACCEPTED, by=by, answer=answer)
    _write(page, suggestion.field, suggestion.proposed, seen=suggestion.base, by=by)
    return suggestion


@transaction.atomic
def accept_with_changes(
    *, suggestion: Suggestion, by: User, answer: str, clause: Clause, seen: str
) -> Suggestion:
    """Put other words into the working text; `seen`: the checksum of the clause as it was shown."""
    page = _locked(suggestion.page)
    current = _current(page, suggestion.field, suggestion.clause_id)
    if clauses.checksum(current) != seen:
        raise ClauseChangedError
    result = _as_clause(clause, like=current)
    suggestion = _decided(
        suggestion, State.ACCEPTED_WITH_CHANGES, by=by, answer=answer, result=result
    )
    if result["value"] != current["value"]:
        _write(page, suggestion.field, result, seen=current, by=by)
    return suggestion


@transaction.atomic
def decline(*, suggestion: Suggestion, by: User, answer: str) -> Suggestion:
    """Leave the text as it is, and say why."""
    return _decided(suggestion, State.DECLINED, by=by, answer=answer)


@transaction.atomic
def edit_clause(
    *, page: LivingPage, clause: Clause, seen: str, by: User, field: str = "body"
) -> None:
    """Change one clause of the working text; `seen` is its checksum as the editor saw it."""
    page = _locked(page)
    current = _current(page, field, clause["id"])
    if clauses.checksum(current) != seen:
        raise ClauseChangedError
    new = _as_clause(clause, like=current)
    if new["value"] == current["value"]:
        raise NothingChangedError
    _write(page, field, new, seen=current, by=by)


@transaction.atomic
def merge(*, page: LivingPage, base: dict, mine: dict, by: User) -> None:
    """Put what an editor changed since `base` on top of what others have changed since.

    Both are frozen texts. It is refused unless the changes touch different clauses and nothing was
    added, removed, reordered or changed beside the clauses.
    """
    page = _locked(page)
    text = page.working_text()
    theirs = text.frozen_now()
    if any(base[name] != mine[name] for name in set(base) - set(page.clause_fields)):
        raise ClauseChangedError
    for field in page.clause_fields:
        merged = _merged(base[field], mine[field], theirs[field])
        text.set_clauses(field, merged)
    text.save_revision(user=by, log_action="workpackages.clause")


def _merged(base: list[Clause], mine: list[Clause], theirs: list[Clause]) -> list[Clause]:
    if not len(base) == len(mine) == len(theirs):
        raise ClauseChangedError
    merged = []
    for before, my, their in zip(base, mine, theirs, strict=True):
        if not before["id"] == my["id"] == their["id"]:
            raise ClauseChangedError
        if my != before and their not in (before, my):
            raise ClauseChangedError
        merged.append(my if my != before else their)
    return merged


# -- what they share -------------------------------------------------------------------------------


def _locked(page: Page) -> LivingPage:
    """The page in its own language, its row locked until the transaction ends."""
    source = page.specific.source
    return Page.objects.select_for_update().get(pk=source.pk).specific


def _publish(revision: Revision, by: User) -> None:
    revision.publish(user=by, skip_permission_checks=True)


def _current(page: LivingPage, field: str, clause_id: str) -> Clause:
    current = clauses.find(page.working_text().clauses_of(field), clause_id)
    if current is None:
        raise ClauseGoneError
    return current


def _write(page: LivingPage, field: str, clause: Clause, *, seen: Clause, by: User) -> None:
    """Put one clause into the working text, unless it reads otherwise than who decided has seen."""
    text = page.working_text()
    current = clauses.find(text.clauses_of(field), clause["id"])
    if current is None:
        raise ClauseGoneError
    if current["value"] not in (seen["value"], clause["value"]):
        raise ClauseChangedError
    text.set_clauses(field, clauses.replaced(text.clauses_of(field), clause))
    text.save_revision(user=by, log_action="workpackages.clause")


def _as_clause(clause: Clause, *, like: Clause) -> Clause:
    """The canonical form of what was proposed for a clause: its id and kind stay."""
    named = clauses.with_ids(
        [clauses.canonical({**clause, "id": like["id"], "type": like["type"]})]
    )
    return named[0]


def _move(suggestion: Suggestion, *, to: State, **changes: object) -> Suggestion:
    """Lock the row, so that the second of two people is told that it is decided."""
    suggestion = Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    if to not in TRANSITIONS[State(suggestion.state)]:
        raise AlreadyDecidedError
    suggestion.state = to
    for name, value in changes.items():
        setattr(suggestion, name, value)
    suggestion.save()
    return suggestion


def _decided(
    suggestion: Suggestion,
    to: State,
    *,
    by: User,
    answer: str,
    result: Clause | None = None,
) -> Suggestion:
    if not answer.strip():
        raise ReasonMissingError
    with acting(by=by, reason=answer):
        suggestion = _move(
            suggestion,
            to=to,
            decided_at=timezone.now(),
            decided_by=by,
            answer=answer.strip(),
            result=result,
        )
    emails.tell_decided(suggestion)
    return suggestion
