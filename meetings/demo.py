"""The network's meetings of the first year, and some around the day of loading."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Locale

from hub.demo import DemoContext
from hub.translations import Draft, publish_with_translations, translate
from meetings import actions, demo_texts
from meetings.demo_texts import NOBODY, Line, Promise, ReportText, Text
from meetings.forms import Typed
from meetings.models import Action, AgendaItem, MeetingIndexPage, MeetingPage, ReportPage
from network.models import Organisation, User
from workpackages.demo_texts import schedule_key
from workpackages.models import Version, WorkPackagePage


def load(context: DemoContext) -> None:
    """Makes what is not there; a second run changes nothing."""
    today = timezone.localdate()
    for slug, text in {**demo_texts.OF_2023, **demo_texts.of_these_days(today)}.items():
        if not MeetingPage.objects.filter(slug=slug).exists():
            context.say(f"meeting {text.title[0]}")
            _meeting(slug, text)
    for slug, report in {
        "first-network-meeting": demo_texts.FIRST_REPORT,
        "finding-host-companies": demo_texts.recent_report(today),
    }.items():
        meeting = MeetingPage.objects.get(slug=slug, locale__language_code="en")
        if not ReportPage.objects.child_of(meeting).exists():
            context.say(f"report of {meeting}")
            _report(meeting, report)


def _other_languages() -> list[str]:
    return [code for code in settings.HUB_LANGUAGES if code != "en"]


def _person(name: str) -> User:
    return User.objects.get(email=f"{name}@alma.example")


def _organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def _meeting(slug: str, text: Text) -> None:
    draft = Draft()
    facts = {"languages": ["en"], "time_zone": "Europe/Vilnius", **text.facts}
    page = MeetingPage(
        title=draft.say(text.title),
        summary=draft.say(text.summary),
        search_description=text.summary[0],
        about=draft.say(text.about),
        place=draft.say(text.place) if text.place != NOBODY else "",
        slug=slug,
        locale=Locale.objects.get(language_code="en"),
        owner=_person("secretariat"),
        schedule_entry=schedule_key(text.schedule) if text.schedule else None,
        **facts,
    )
    page.agenda_items.set([_line(number, line, draft) for number, line in enumerate(text.agenda)])
    MeetingIndexPage.objects.get(locale__language_code="en").add_child(instance=page)
    publish_with_translations(page, draft, into=_other_languages())


def _line(number: int, line: Line, draft: Draft) -> AgendaItem:
    return AgendaItem(
        sort_order=number,
        title=draft.say(line.title),
        minutes=line.minutes,
        kind=line.kind,
        presented_by=draft.say(line.by) if line.by != NOBODY else "",
        organisation=_organisation(line.organisation) if line.organisation else None,
        day=line.day,
        starts_at=line.starts_at,
    )


def _report(meeting: MeetingPage, text: ReportText) -> None:
    secretariat = _person("secretariat")
    draft = Draft()
    summary = [draft.say(pair) for pair in text.public_summary]
    words = {
        "body": text.body,
        "public_summary": "\n\n".join(summary),
        "next_steps": text.next_steps,
    }
    report = actions.save_report(meeting=meeting, typed=Typed(words), based_on=None, by=secretariat)
    actions.publish_report(
        report=report,
        decisions=[
            {"text": decision, "adopts": _adopted() if adopts else None}
            for decision, adopts in text.decisions
        ],
        actions=[_new_action(promise) for promise in text.actions],
        by=secretariat,
        date=text.date,
    )
    for promise in text.actions:
        _close(Action.objects.get(meeting=meeting, text=promise.text), promise, by=secretariat)
    _translate(report, meeting, draft)


def _adopted() -> Version | None:
    """Version 1.0 of the first work programme."""
    versions = Version.objects.adopted().filter(page__slug="2023", decisions=None)
    return versions.order_by("number").first()


def _new_action(promise: Promise) -> actions.NewAction:
    packages = WorkPackagePage.objects.filter(locale__language_code="en")
    return {
        "text": promise.text,
        "organisation": _organisation(promise.organisation),
        "due_on": promise.due_on,
        "work_package": packages.filter(slug=promise.work_package).first(),
    }


def _close(action: Action, promise: Promise, *, by: User) -> None:
    if promise.done_by:
        actions.complete_action(action=action, by=_person(promise.done_by))
    if promise.dropped:
        actions.drop_action(action=action, reason=promise.dropped, by=by)


def _translate(report: ReportPage, meeting: MeetingPage, draft: Draft) -> None:
    published = ReportPage.objects.get(pk=report.pk)
    for language in _other_languages():
        texts = draft.texts_in(language)
        title = MeetingPage.objects.filter(
            translation_key=meeting.translation_key, locale__language_code=language
        ).values_list("title", flat=True)
        if texts is None or not title:
            continue
        with translation.override(language):
            named = _("Report: %(meeting)s") % {"meeting": title[0]}
        translate(published, into=language, texts=texts | {escape(report.title): escape(named)})
