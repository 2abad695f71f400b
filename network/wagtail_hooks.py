"""The network's records in Wagtail's admin, for the secretariat, the auditor and administrators."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from hub import page_cache
from hub.record_lists import ReadOnlyViewSet
from network import actions, rules
from network.models import (
    Consent,
    Erasure,
    MobilityProgramme,
    Organisation,
    Project,
    Seat,
)
from network.record_history import RecordHistoryView


class RecordViewSet(ModelViewSet):
    """A list of records that shows who changed each and why; nothing is deleted or copied here."""

    history_view_class = RecordHistoryView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 20


# Organisations


class OrganisationAddView(generic.CreateView):
    def save_instance(self) -> Organisation:
        organisation = super().save_instance()
        actions.follow_organisation(organisation=organisation)
        return organisation


class OrganisationEditView(generic.EditView):
    def save_instance(self) -> Organisation:
        organisation = super().save_instance()
        actions.follow_organisation(organisation=organisation)
        return organisation


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "home"
    add_view_class = OrganisationAddView
    edit_view_class = OrganisationEditView
    form_fields = [
        "name",
        "latin_name",
        "slug",
        "kind",
        "country",
        "region",
        "language",
        "website",
        "circle",
        "is_authority",
        "authority_regions",
    ]
    list_display = ["name", "country", "kind", "circle", "is_authority"]
    list_filter = ["circle", "kind", "country", "is_authority"]
    search_fields = ["name", "latin_name"]
    search_backend_name = None


# Seats


class SeatAddForm(WagtailAdminModelForm):
    """Opens a seat and confirms it, as far as the person may."""

    class Meta:
        model = Seat
        fields = ["person", "organisation", "function"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            seat = Seat(**{name: data[name] for name in self.Meta.fields})
            if not rules.can_confirm_seat(self.for_user, seat):
                raise ValidationError(_("You cannot give this seat."))
            if Seat.objects.current().filter(**{n: data[n] for n in self.Meta.fields}).exists():
                raise ValidationError(_("This person has this seat already."))
        return data

    def save(self, commit: bool = True) -> Seat:
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        self.instance = actions.give_seat(**data, by=self.for_user)
        return self.instance


class SeatDecisionForm(WagtailAdminModelForm):
    """Confirms or declines a seat that waits, or ends one."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    class Meta:
        model = Seat
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = []
        if self.instance.until is None and self.instance.confirmed_at is None:
            choices.append(("confirm", _("Confirm the seat")))
            choices.append(("decline", _("Decline")))
        elif self.instance.until is None:
            choices.append(("end", _("End the seat")))
        self.fields["decision"].choices = choices

    def clean(self) -> dict[str, Any]:
        """The action decides; what it refuses is said beside the form."""
        data = super().clean()
        if self.errors:
            return data
        try:
            if data["decision"] == "confirm":
                actions.confirm_seat(seat=self.instance, by=self.for_user)
            elif data["decision"] == "decline":
                actions.decline_seat(seat=self.instance, by=self.for_user, reason=data["reason"])
            else:
                actions.end_seat(seat=self.instance, by=self.for_user, reason=data["reason"])
        except actions.SeatError as error:
            raise ValidationError(str(error)) from error
        return data

    def save(self, commit: bool = True) -> Seat:
        return self.instance


class SeatIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Seat]:
        seats = super().get_base_queryset()
        return seats.select_related("person", "organisation", "confirmed_by")


class SeatDeleteView(generic.DeleteView):
    """A seat ends and stays on record; nobody deletes one, the last secretariat's least of all."""

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponse:
        raise PermissionDenied


class SeatViewSet(RecordViewSet):
    model = Seat
    delete_view_class = SeatDeleteView
    icon = "user"
    index_view_class = SeatIndexView
    list_display = ["person", "organisation", "function", "since", "until", "confirmed_by"]
    list_filter = ["function", "organisation__circle"]
    search_fields = ["person__email", "person__last_name", "organisation__name"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[WagtailAdminModelForm]:
        return SeatDecisionForm if for_update else SeatAddForm


# Programmes and projects


class EntryEditView(generic.EditView):
    def save_instance(self) -> Any:
        entry = super().save_instance()
        page_cache.renew()
        return entry


def source_panels() -> MultiFieldPanel:
    return MultiFieldPanel(
        [
            FieldPanel("source_name"),
            FieldRowPanel([FieldPanel("source_url"), FieldPanel("retrieved_on")]),
        ],
        heading=_("Where the facts come from"),
    )


class MobilityProgrammeViewSet(RecordViewSet):
    model = MobilityProgramme
    icon = "globe"
    edit_view_class = EntryEditView
    panels = [
        FieldPanel("name"),
        FieldPanel("english_name"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("country"), FieldPanel("region")]),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("fund"), FieldPanel("since_year"), FieldPanel("until_year")]),
        FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")]),
        FieldRowPanel(
            [FieldPanel("duration_min"), FieldPanel("duration_max"), FieldPanel("duration_unit")]
        ),
        FieldPanel("organisation"),
        FieldPanel("website"),
        source_panels(),
        FieldPanel("slug"),
    ]
    list_display = ["name", "country", "region", "state"]
    list_filter = ["state", "country"]
    search_fields = ["name", "english_name"]
    search_backend_name = None


class ProjectViewSet(RecordViewSet):
    model = Project
    icon = "folder-open-inverse"
    edit_view_class = EntryEditView
    panels = [
        FieldPanel("title"),
        FieldPanel("english_title"),
        FieldRowPanel([FieldPanel("acronym"), FieldPanel("language"), FieldPanel("status")]),
        FieldPanel("summary"),
        FieldPanel("english_summary"),
        FieldRowPanel([FieldPanel("country"), FieldPanel("region"), FieldPanel("organisation")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("date_precision"), FieldPanel("date_label")]),
            ],
            heading=_("Period"),
        ),
        FieldRowPanel([FieldPanel("fund"), FieldPanel("programme"), FieldPanel("cci")]),
        FieldPanel("theme"),
        FieldRowPanel([FieldPanel("website"), FieldPanel("website_works")]),
        InlinePanel("amounts", label=_("Amount"), heading=_("Money")),
        InlinePanel("partners", label=_("Partner"), heading=_("Who takes part")),
        InlinePanel("sections", label=_("Section"), heading=_("Sections")),
        source_panels(),
        FieldPanel("slug"),
    ]
    list_display = ["title", "country", "status", "state"]
    list_filter = ["state", "status", "country"]
    search_fields = ["title", "english_title", "acronym"]
    search_backend_name = None


@hooks.register("register_log_actions")
def name_account_changes(registered: Any) -> None:
    """How the history calls what administrators do to accounts."""
    for action, name in (
        (actions.accounts.CLOSED, _("Account closed")),
        (actions.accounts.REOPENED, _("Account opened again")),
        (actions.accounts.FACTOR_RESET, _("Second step reset")),
    ):
        registered.register_action(action, name, name)


# Personal data


class ErasureIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Erasure]:
        return super().get_base_queryset().select_related("person", "asked_by")


class ErasureViewSet(ReadOnlyViewSet):
    model = Erasure
    name = "erasures"
    icon = "bin"
    index_view_class = ErasureIndexView
    list_display = ["person", "created_at", "asked_by", "due_at", "cancelled_at", "done_at"]
    list_filter = ["is_for_inactivity"]


class ConsentIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Consent]:
        return super().get_base_queryset().select_related("person")


class ConsentViewSet(ReadOnlyViewSet):
    """Who agreed to what: looked up before a picture is published."""

    model = Consent
    name = "consents"
    icon = "check"
    index_view_class = ConsentIndexView
    list_display = [
        "person",
        Column("title", label=_("Purpose")),
        "given_at",
        "text_version",
        "withdrawn_at",
    ]
    list_filter = ["purpose"]
    search_fields = ["person__first_name", "person__last_name", "person__email"]


class NetworkGroup(ModelViewSetGroup):
    """All of the network's records under one heading of the menu."""

    menu_label = _("Network")
    menu_icon = "group"
    menu_order = 210
    items = (
        OrganisationViewSet,
        SeatViewSet,
        MobilityProgrammeViewSet,
        ProjectViewSet,
        ConsentViewSet,
        ErasureViewSet,
    )


@hooks.register("register_admin_viewset")
def register_records() -> NetworkGroup:
    return NetworkGroup()
