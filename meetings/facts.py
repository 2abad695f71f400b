"""What one reader sees of a meeting and of its report."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from hub.reference import language_name
from meetings import rules
from meetings.models import Action, Decision, MeetingPage, ReportPage
from meetings.timetable import Day, days_of
from workpackages.models import Version
from workpackages.reading import clause_html, numbered, text_html


@dataclass
class MeetingFacts:
    """Asks the database only for what this reader may see, and only once."""

    meeting: MeetingPage
    user: Any
    language: str

    @cached_property
    def source(self) -> MeetingPage:
        return self.meeting.source

    @cached_property
    def sees_agenda(self) -> bool:
        return rules.can_view_agenda(self.user, self.meeting)

    @cached_property
    def link(self) -> str:
        """Of no use afterwards, so it goes when the meeting is over."""
        is_over = self.meeting.is_past or self.meeting.is_cancelled
        return self.meeting.link if self.sees_link and not is_over else ""

    @cached_property
    def sees_all(self) -> bool:
        """All of the report, with decisions and actions."""
        return rules.can_view_report(self.user)

    @cached_property
    def sees_link(self) -> bool:
        return rules.can_view_link(self.user, self.meeting)

    @cached_property
    def writes(self) -> bool:
        return self.report is None and rules.can_write_report(self.user)

    @cached_property
    def previews(self) -> bool:
        return self.report is None and rules.can_preview_report(self.user)

    @cached_property
    def draft_exists(self) -> bool:
        return self.previews and ReportPage.objects.child_of(self.source).exists()

    @cached_property
    def days(self) -> list[Day]:
        if not self.sees_agenda:
            return []
        items = self.meeting.agenda_items.select_related("organisation", "document")
        return days_of(self.meeting, items)

    @cached_property
    def report(self) -> ReportPage | None:
        """The published report, in the language of the meeting's page where there is one."""
        below = Q(path__startswith=self.meeting.path) | Q(path__startswith=self.source.path)
        found = ReportPage.objects.live().filter(below).select_related("locale")
        own = self.meeting.locale_id
        return min(found, key=lambda report: report.locale_id != own, default=None)

    @cached_property
    def summary(self) -> SafeString:
        """The report in short, without the numbers of its clauses."""
        entries = numbered(self.report.clauses_of("public_summary")) if self.report else []
        return mark_safe("".join(clause_html(entry) for entry in entries))

    @cached_property
    def decisions(self) -> list[Decision]:
        if not self.sees_all:
            return []
        return list(self.source.decisions.select_related("adopts__page"))

    @cached_property
    def actions(self) -> list[tuple[Action, bool]]:
        visible = self.source.actions.visible_to(self.user)
        return [
            (action, rules.can_complete_action(self.user, action))
            for action in visible.for_list(rules.own_organisations(self.user))
        ]

    @cached_property
    def languages(self) -> list[str]:
        return [language_name(code) for code in self.meeting.languages]

    @cached_property
    def next(self) -> MeetingPage | None:
        return self._others.after(self.meeting).first()

    @cached_property
    def previous(self) -> MeetingPage | None:
        return self._others.before(self.meeting).first()

    @property
    def _others(self):
        return MeetingPage.objects.listed_in(self.language).visible_to(self.user)


@dataclass
class ReportFacts(MeetingFacts):
    """A report with its meeting; the members' parts stand in the language they were written in."""

    page: ReportPage

    @cached_property
    def report(self) -> ReportPage:
        return self.page

    @cached_property
    def version(self) -> Version | None:
        return self.page.newest_adopted

    @cached_property
    def body(self) -> SafeString | None:
        return self._inside("body")

    @cached_property
    def next_steps(self) -> SafeString | None:
        return self._inside("next_steps")

    def _inside(self, field: str) -> SafeString | None:
        """For members alone, whoever asks."""
        text = self.page.source.clauses_of(field) if self.sees_all else []
        return text_html(numbered(text)) if text else None
