import datetime as dt
import zoneinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from hub.dates import InexactDateFields, overlapping
from hub.fields import WebAddressField
from hub.languages import reader_language
from hub.models import BasePage, HubPageQuerySet
from hub.reference import language_choices
from meetings.listing import list_meetings
from meetings.models.report import ReportPage
from workpackages.models import ScheduleEntry


def time_zone_choices() -> list[tuple[str, str]]:
    return [
        (name, name.split("/", 1)[1].replace("_", " "))
        for name in sorted(zoneinfo.available_timezones())
        if name.startswith(("Europe/", "Atlantic/"))
    ]


class MeetingQuerySet(HubPageQuerySet):
    """A meeting is to come until its last day has passed, unless it is marked as held before."""

    def upcoming(self):
        return self.exclude(_is_past()).order_by("starts_on", "translation_key")

    def past(self):
        return self.filter(_is_past()).order_by("-starts_on", "-translation_key")

    def after(self, meeting: "MeetingPage"):
        later = Q(starts_on=meeting.starts_on, translation_key__gt=meeting.translation_key)
        return self.filter(Q(starts_on__gt=meeting.starts_on) | later).order_by(
            "starts_on", "translation_key"
        )

    def before(self, meeting: "MeetingPage"):
        earlier = Q(starts_on=meeting.starts_on, translation_key__lt=meeting.translation_key)
        return self.filter(Q(starts_on__lt=meeting.starts_on) | earlier).order_by(
            "-starts_on", "-translation_key"
        )

    def in_year(self, year: int):
        return self.filter(overlapping(dt.date(year, 1, 1), dt.date(year, 12, 31)))


def _is_past() -> Q:
    return Q(ends_on__lt=timezone.localdate()) | Q(state="held")


class MeetingIndexPage(BasePage):
    """All meetings of the network, the next ones first."""

    max_count_per_parent = 1
    parent_page_types = ["hub.HomePage"]
    subpage_types = ["meetings.MeetingPage"]

    class Meta:
        verbose_name = _("list of meetings")

    def get_context(self, request, *args, **kwargs):
        meetings = MeetingPage.objects.listed_in(reader_language()).visible_to(request.user)
        listing = list_meetings(meetings, kinds=MeetingPage.Kind.choices, query=request.GET)
        return {**super().get_context(request, *args, **kwargs), "listing": listing}


class MeetingForm(WagtailAdminPageForm):
    """Offers the languages and the lines of the work schedules by name."""

    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    schedule_entry = forms.TypedChoiceField(
        label=_("Line of the work schedule"), choices=list, required=False, empty_value=None
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "schedule_entry" in self.fields:
            self.fields["schedule_entry"].choices = [("", "---------"), *schedule_choices()]

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("start_time"), cleaned.get("end_time")
        if ends and not begins:
            self.add_error("start_time", _("Say when it starts."))
        elif ends and cleaned.get("starts_on") == cleaned.get("ends_on") and ends <= begins:
            self.add_error("end_time", _("The end cannot be before the start."))
        return cleaned


def schedule_choices() -> list[tuple[str, str]]:
    entries = ScheduleEntry.objects.filter(page__locale=models.F("page__written_in"))
    return [
        (str(entry.translation_key), f"{entry.page.title}: {entry.when} – {entry.activity[:80]}")
        for entry in entries.select_related("page").order_by("-page__pk", "sort_order")
    ]


class MeetingPage(InexactDateFields, BasePage):
    """One meeting: when, where, for whom, with which agenda; its report is the page below it."""

    class Kind(models.TextChoices):
        NETWORK_MEETING = "network_meeting", _("Network meeting")
        INFORMATION_SESSION = "information_session", _("Information session")
        LEARNING_SESSION = "learning_session", _("Learning session")
        ACTION_LEARNING_SET = "action_learning_set", _("Action learning set")
        PEER_LEARNING = "peer_learning", _("Peer learning")
        STUDY_VISIT = "study_visit", _("Study visit")
        PROJECT_VISIT = "project_visit", _("Project visit")
        PARTNER_SEARCH_FORUM = "partner_search_forum", _("Partner search forum")
        KICK_OFF = "kick_off", _("Kick-off")

    class Format(models.TextChoices):
        ONLINE = "online", pgettext_lazy("meeting", "Online")
        ON_SITE = "on_site", pgettext_lazy("meeting", "On site")
        HYBRID = "hybrid", pgettext_lazy("meeting", "On site and online")

    class Audience(models.TextChoices):
        CORE = "core", _("Core members")
        NETWORK = "network", _("Core and extended members")
        PROJECTS = "projects", _("Members and project operators")
        EVERYONE = "everyone", _("Open to everyone")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("meeting", "Planned")
        HELD = "held", pgettext_lazy("meeting", "Held")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")

    kind = models.CharField(
        _("kind"), max_length=30, choices=Kind.choices, default=Kind.NETWORK_MEETING
    )
    format = models.CharField(
        _("format"), max_length=20, choices=Format.choices, default=Format.ONLINE
    )
    audience = models.CharField(
        _("for whom"), max_length=20, choices=Audience.choices, default=Audience.NETWORK
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.PLANNED
    )
    start_time = models.TimeField(_("starts at"), null=True, blank=True)
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Vilnius")
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("Town and venue. Left empty, the page says that it is still to be decided."),
    )
    link = WebAddressField(
        _("link to take part"),
        blank=True,
        help_text=_("Shown to the members whom the meeting is for, never to the public."),
    )
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    about = RichTextField(
        _("about the meeting"), blank=True, features=["bold", "italic", "link", "ul", "ol"]
    )
    schedule_entry = models.UUIDField(
        _("line of the work schedule"), null=True, blank=True, editable=True
    )

    objects = PageManager.from_queryset(MeetingQuerySet)()

    base_form_class = MeetingForm
    parent_page_types = ["meetings.MeetingIndexPage"]
    subpage_types = ["meetings.ReportPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel(
            [FieldPanel("kind"), FieldPanel("format"), FieldPanel("audience"), FieldPanel("state")],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date_precision"), FieldPanel("date_label")]),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel(
                    [FieldPanel("start_time"), FieldPanel("end_time"), FieldPanel("time_zone")]
                ),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("link", permission="hub.view_members_files")],
            heading=_("Where"),
        ),
        FieldPanel("languages"),
        FieldPanel("schedule_entry"),
        FieldPanel("about"),
        InlinePanel("agenda_items", heading=_("Agenda"), label=_("Agenda item")),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        TranslatableField("place"),
        TranslatableField("date_label"),
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "kind",
                "format",
                "audience",
                "state",
                "starts_on",
                "ends_on",
                "date_precision",
                "start_time",
                "end_time",
                "time_zone",
                "link",
                "languages",
                "schedule_entry",
            )
        ),
    ]
    # Neither the link nor the agenda: what is indexed here, everybody can find.
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("about"),
        index.SearchField("place"),
        index.FilterField("kind"),
        index.FilterField("starts_on"),
    ]

    class Meta(InexactDateFields.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def clean(self):
        super().clean()
        if self.slug in {"actions"}:
            raise ValidationError({"slug": _("This address is used by the list of actions.")})

    @property
    def is_online(self) -> bool:
        return self.format != self.Format.ON_SITE

    @property
    def is_on_site(self) -> bool:
        return self.format != self.Format.ONLINE

    @property
    def is_one_day(self) -> bool:
        return self.starts_on == self.ends_on

    @property
    def is_past(self) -> bool:
        return self.when.is_past or self.state == self.State.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def badge(self) -> tuple[str, Any]:
        """State and words of the mark behind the title."""
        if self.state == self.State.PLANNED and self.when.is_past:
            return "idle", _("Date passed")  # nobody has said yet whether it was held
        shape = {self.State.HELD: "done", self.State.CANCELLED: "danger"}
        return shape.get(self.State(self.state), "idle"), self.get_state_display()

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def begins_at(self) -> dt.datetime | None:
        """The moment it starts; None while the day or the hour is open."""
        return self._moment(self.starts_on, self.start_time)

    @property
    def ends_at(self) -> dt.datetime | None:
        return self._moment(self.ends_on, self.end_time)

    def _moment(self, day: dt.date, time: dt.time | None) -> dt.datetime | None:
        if time is None or not self.when.is_exact:
            return None
        return dt.datetime.combine(day, time, tzinfo=self.zone)

    @property
    def zone_name(self) -> str:
        """CEST for a meeting in summer, CET for one in winter."""
        return (self.begins_at.tzname() or "") if self.begins_at else ""

    def date_of_day(self, number: int) -> dt.date | None:
        return self.starts_on + dt.timedelta(days=number - 1) if self.when.is_exact else None

    @cached_property
    def programme_entry(self) -> ScheduleEntry | None:
        """The line of the schedule in the page's language, else in the one it was written in."""
        if not self.schedule_entry:
            return None
        entries = ScheduleEntry.objects.filter(
            translation_key=self.schedule_entry, page__live=True
        ).select_related("page")
        return min(
            entries,
            key=lambda entry: (
                entry.locale_id != self.locale_id,
                entry.locale_id != entry.page.written_in_id,
            ),
            default=None,
        )

    def report_at_work(self):
        """The newest text of this meeting's report, published or not; None before it is begun."""
        report = ReportPage.objects.child_of(self).first()
        return report.get_latest_revision_as_object() if report else None
