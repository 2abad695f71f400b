import datetime as dt

import factory
from django.utils import timezone
from wagtail.models import Locale

from hub.dates import InexactDate
from meetings import actions
from meetings.forms import Typed
from meetings.models import Action, AgendaItem, Decision, MeetingIndexPage, MeetingPage
from tests.factories.network import OrganisationFactory, UserFactory


def in_days(days):
    return InexactDate.day(timezone.localdate() + dt.timedelta(days=days))


def meeting_index(language="en"):
    return MeetingIndexPage.objects.get(locale__language_code=language)


class MeetingFactory(factory.django.DjangoModelFactory):
    """A published online meeting for core and extended members; `past=True`: last month."""

    class Meta:
        model = MeetingPage

    title = factory.Sequence(lambda n: f"Meeting {n}")
    slug = factory.Sequence(lambda n: f"meeting-{n}")
    summary = "What it is about."
    when = factory.LazyFunction(lambda: in_days(30))
    start_time = dt.time(10, 0)
    end_time = dt.time(12, 0)
    link = "https://video.example/room-4711"

    class Params:
        past = factory.Trait(when=factory.LazyFunction(lambda: in_days(-30)))

    @classmethod
    def _create(cls, model_class, *args, agenda=(), language="en", **kwargs):
        kwargs["locale"] = Locale.objects.get(language_code=language)
        page = model_class(**kwargs)
        for number, item in enumerate(agenda):
            page.agenda_items.add(AgendaItem(sort_order=number, **item))
        meeting_index(language).add_child(instance=page)
        page.save_revision().publish()
        return MeetingPage.objects.get(pk=page.pk)


class ActionFactory(factory.django.DjangoModelFactory):
    """An open action, due in two weeks."""

    class Meta:
        model = Action

    meeting = factory.SubFactory(MeetingFactory, past=True)
    text = factory.Sequence(lambda n: f"Promise {n}")
    organisation = factory.SubFactory(OrganisationFactory, core=True)
    due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=14))

    class Params:
        done = factory.Trait(
            state=Action.State.DONE,
            closed_at=factory.LazyFunction(timezone.now),
            closed_by=factory.SubFactory(UserFactory),
        )


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    meeting = factory.SubFactory(MeetingFactory, past=True)
    year = 2023
    sequence = factory.Sequence(lambda n: n + 1)
    text = "The map is drawn."


WORDS = {
    "body": "## What was said\n\nThe budget of project Secret is short.\n\n- first\n- second",
    "public_summary": "The network agreed on its programme.",
    "next_steps": "The expert writes to everybody.",
}


def report_draft(meeting, *, by, words=WORDS, decisions=(), rows=()):
    """A report as the secretariat saved it, not published."""
    typed = Typed(dict(words), {"decisions": list(decisions), "actions": list(rows)})
    return actions.save_report(meeting=meeting, typed=typed, based_on=None, by=by)


def published_report(meeting, *, by, decisions=(), actions_=(), words=WORDS):
    report = report_draft(meeting, by=by, words=words)
    actions.publish_report(report=report, decisions=decisions, actions=actions_, by=by)
    report.refresh_from_db()
    return type(report).objects.get(pk=report.pk)
