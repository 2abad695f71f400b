"""The network's first work programme: drafted, commented, adopted, and open for comments again."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

from django.conf import settings
from wagtail.models import Locale

from hub.dates import InexactDate
from hub.demo import DemoContext
from hub.translations import Draft, publish_translations
from network.history import acting
from network.models import Organisation, User
from workpackages import actions, demo_texts
from workpackages.clauses import Clause, canonical, checksum, find, with_ids
from workpackages.demo_texts import clause_id
from workpackages.models import (
    ScheduleEntry,
    Suggestion,
    Version,
    WorkPackageIndexPage,
    WorkPackagePage,
    WorkProgrammeIndexPage,
    WorkProgrammePage,
)

SLUG = "2023"
FIRST_MEETING = date(2023, 4, 20)


def load(context: DemoContext) -> None:
    """Makes what is not there; a second run changes nothing."""
    programme = WorkProgrammePage.objects.filter(slug=SLUG, locale__language_code="en").first()
    if programme is None:
        context.say("work programme 2023 with its versions and suggestions")
        programme = _programme()
    for slug in demo_texts.PACKAGES:
        if not WorkPackagePage.objects.filter(slug=slug, locale__language_code="en").exists():
            context.say(f"work package {slug}")
            _package(slug, programme)


def _person(name: str) -> User:
    return User.objects.get(email=f"{name}@alma.example")


def _organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def _other_languages() -> list[str]:
    return [code for code in settings.HUB_LANGUAGES if code != "en"]


# -- the programme ---------------------------------------------------------------------------------


def _programme() -> WorkProgrammePage:
    text = demo_texts.adopted_text()
    page = _first_draft(text)
    expert, secretariat = _person("expert"), _person("secretariat")
    version = actions.make_draft(
        page=page,
        by=expert,
        label="0.9",
        date=date(2023, 3, 17),
        note="First draft, sent to all members for comments before the 1st meeting.",
    )
    _first_comments(version, text, by=expert)
    actions.adopt(
        page=page,
        by=secretariat,
        label="1.0",
        date=FIRST_MEETING,
        note="Final version including the comments of the members, adopted at the 1st network meeting.",
    )
    page = WorkProgrammePage.objects.get(pk=page.pk)
    publish_translations(page, text, into=_other_languages())
    _second_draft(page, by=expert)
    return WorkProgrammePage.objects.get(pk=page.pk)


def _first_draft(text: demo_texts.Text) -> WorkProgrammePage:
    page = WorkProgrammePage(
        title=demo_texts.TITLE[0],
        summary=demo_texts.SUMMARY[0],
        search_description=demo_texts.SUMMARY[0],
        slug=SLUG,
        locale=Locale.objects.get(language_code="en"),
        live=False,
        owner=_person("expert"),
        body=json.dumps([_as_first_drafted(clause) for clause in text.clauses]),
    )
    page.when = InexactDate.months(date(2023, 3, 1), date(2024, 2, 1))
    page.schedule = [_entry(place, *entry, text) for place, entry in enumerate(demo_texts.ENTRIES)]
    WorkProgrammeIndexPage.objects.get(locale__language_code="en").add_child(instance=page)
    page.save_revision(user=_person("expert"))
    return page


def _entry(place, name, when, activity, details, output, text: demo_texts.Text) -> ScheduleEntry:
    entry = ScheduleEntry(
        sort_order=place,
        translation_key=demo_texts.schedule_key(name),
        activity=text.say(activity),
        details=text.say(details),
        output=text.say(output),
    )
    entry.when = when
    if when.label:
        text.say(demo_texts.OPEN_LABEL)
    return entry


def _as_first_drafted(clause: Clause) -> Clause:
    """A clause of the adopted text as it read in the first draft."""
    for name, (words, note) in demo_texts.FIRST_DRAFT.items():
        if clause["id"] == clause_id(name):
            notes = [{**clause["value"]["notes"][0], "value": f"<p>{note}</p>"}] if note else []
            return _with(clause, text=f"<p>{words}</p>", notes=notes)
    if clause["id"] == clause_id("offers"):
        items = [dict(item) for item in clause["value"]["items"]]
        items[1]["value"] = {**items[1]["value"], "text": f"<p>{demo_texts.FIRST_DRAFT_OFFER}</p>"}
        return _with(clause, items=items)
    return clause


def _with(clause: Clause, **value) -> Clause:
    return with_ids([canonical({**clause, "value": {**clause["value"], **value}})])[0]


def _suggest(
    version: Version,
    name: str,
    proposed: Clause,
    *,
    person: str,
    organisation: str,
    why: str,
    on: date,
    language: str = "en",
) -> Suggestion:
    suggestion = actions.suggest(
        version=version,
        clause_id=clause_id(name),
        proposed=proposed,
        rationale=why,
        organisation=_organisation(organisation),
        by=_person(person),
        language=language,
    )
    return _dated(suggestion, created_at=on)


def _decide(action: Callable, suggestion: Suggestion, *, on: date, **kwargs) -> None:
    _dated(action(suggestion=suggestion, **kwargs), decided_at=on)


def _dated(suggestion: Suggestion, **days: date) -> Suggestion:
    """The demo tells a year in a minute; its dates are those of the story."""
    moments = {
        name: datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
        for name, day in days.items()
    }
    Suggestion.objects.filter(pk=suggestion.pk).update(**moments)
    return Suggestion.objects.get(pk=suggestion.pk)


def _first_comments(version: Version, text: demo_texts.Text, *, by: User) -> None:
    """What members said about the first draft, and how the expert answered."""

    def final(name: str) -> Clause:
        clause = find(text.clauses, clause_id(name))
        assert clause is not None  # noqa: S101 the names are ours
        return clause

    article = _suggest(
        version,
        "money",
        final("money"),
        person="authority",
        organisation="myndigheten-unga-i-arbete",
        why="In the Regulation as published, social innovation stands in Article 14; Article 10 is about the most deprived.",
        on=date(2023, 3, 24),
    )
    database = _suggest(
        version,
        "offers",
        final("offers"),
        person="member",
        organisation="styrelsen-arbejde-uddannelse",
        why="A list is out of date the day it is sent. Projects asked us for templates.",
        on=date(2023, 3, 28),
    )
    ranking = _suggest(
        version,
        "no-ranking",
        _with(
            final("no-ranking"),
            text="<p>Validation means collecting results and drawing conclusions. It must never become a ranking of Member States.</p>",
        ),
        person="nina.kovac",
        organisation="regionalna-sluzba-drava",
        why="Our evaluators will not share results if they end in a league table.",
        on=date(2023, 4, 3),
    )
    themes = _suggest(
        version,
        "themes",
        final("themes"),
        person="member",
        organisation="styrelsen-arbejde-uddannelse",
        why="Say who prepares a theme and what comes out of it.",
        on=date(2023, 4, 4),
    )
    more_meetings = _suggest(
        version,
        "five-meetings",
        _with(
            final("five-meetings"),
            text="<p>Eight meetings are planned, all of them online. Depending on the subject they take the form of workshops, action learning sets[1], peer training or study visits.</p>",
        ),
        person="authority",
        organisation="myndigheten-unga-i-arbete",
        why="Travel takes time that we do not have; shorter meetings would suit us better.",
        on=date(2023, 4, 5),
    )
    _decide(
        actions.accept, article, by=by, answer="Right, thank you. Corrected.", on=date(2023, 4, 11)
    )
    _decide(
        actions.accept,
        database,
        by=by,
        answer="Taken over. The secretariat moderates the entries.",
        on=date(2023, 4, 11),
    )
    _decide(
        actions.accept_with_changes,
        ranking,
        by=by,
        answer="Accepted in substance; the sentence now speaks of programmes, because regions take part as well.",
        clause=final("no-ranking"),
        seen=_checksum(version, "no-ranking"),
        on=date(2023, 4, 12),
    )
    _decide(
        actions.accept,
        themes,
        by=by,
        answer="Good: this is how the task forces will work.",
        on=date(2023, 4, 12),
    )
    _decide(
        actions.decline,
        more_meetings,
        by=by,
        answer="Most members asked for two meetings on site, one of them with a project visit. Short online sessions in between stay possible.",
        on=date(2023, 4, 13),
    )


def _checksum(version: Version, name: str) -> str:
    page = version.page.specific
    clause = find(page.working_text().clauses_of(), clause_id(name))
    return checksum(clause)


def _second_draft(page: WorkProgrammePage, *, by: User) -> None:
    """A later draft, open for comments, with suggestions in different states."""
    text = page.working_text().clauses_of()
    for name, words in demo_texts.SECOND_DRAFT.items():
        clause = find(text, clause_id(name))
        actions.edit_clause(
            page=page,
            clause=_with(clause, text=f"<p>{words}</p>"),
            seen=checksum(clause),
            by=by,
        )
    version = actions.make_draft(
        page=page,
        by=by,
        label="1.1",
        date=date(2023, 6, 26),
        note="After the meeting in Berlin. Comments are welcome until 14 July 2023.",
    )
    text = version.clauses_of()

    def other(name: str, words: str) -> Clause:
        return _with(find(text, clause_id(name)), text=f"<p>{words}</p>")

    accepted = _suggest(
        version,
        "extended-group",
        other(
            "extended-group",
            "The <b>extended group</b> are authorities that have not decided yet or will start later, and others with a stake in ALMA. They are invited to the information sessions and receive the public summaries of all meetings.",
        ),
        person="nina.kovac",
        organisation="regionalna-sluzba-drava",
        why="They ask us for the summaries anyway.",
        on=date(2023, 6, 28),
    )
    _decide(actions.accept, accepted, by=by, answer="Yes, with pleasure.", on=date(2023, 6, 30))
    withdrawn = _suggest(
        version,
        "expert",
        other("expert", "The <b>thematic expert</b> prepares the work programme."),
        person="member",
        organisation="styrelsen-arbejde-uddannelse",
        why="Shorter.",
        on=date(2023, 6, 29),
    )
    actions.withdraw(suggestion=withdrawn, by=_person("member"))
    _suggest(
        version,
        "outreach",
        other(
            "outreach",
            "Beside the meetings the network holds at least <b>three</b> information sessions, one of them in the autumn for authorities that plan their next call, and looks for common ground with communities of practice, Erasmus+ and other EU initiatives.",
        ),
        person="member",
        organisation="styrelsen-arbejde-uddannelse",
        why="Many authorities plan their calls in the autumn; that is when they listen.",
        on=date(2023, 7, 3),
    )
    _suggest(
        version,
        "task-forces",
        other(
            "task-forces",
            "For each work package, and for a large event, a small <b>task force</b> of three to six members is formed to prepare it; it reports in writing a week before every meeting.",
        ),
        person="authority",
        organisation="myndigheten-unga-i-arbete",
        why="Written reports can be read before; the meeting is for talking.",
        on=date(2023, 7, 5),
    )


# -- work packages ---------------------------------------------------------------------------------


def _package(slug: str, programme: WorkProgrammePage) -> None:
    title, summary, progress, lead, people, paragraphs = demo_texts.PACKAGES[slug]
    draft = Draft()
    page = WorkPackagePage(
        title=draft.say(title),
        summary=draft.say(summary),
        search_description=draft.say(summary),
        slug=slug,
        locale=Locale.objects.get(language_code="en"),
        programme=programme,
        progress=progress,
        lead=_organisation(lead),
        body=[draft.paragraphs(paragraphs)],
    )
    WorkPackageIndexPage.objects.get(locale__language_code="en").add_child(instance=page)
    page.save_revision(user=_person("expert")).publish()
    page = WorkPackagePage.objects.get(pk=page.pk)
    with acting(by=_person("secretariat"), reason="demo content"):
        for name in people:
            page.memberships.create(person=_person(name), since=FIRST_MEETING)
    publish_translations(page, draft, into=_other_languages())
