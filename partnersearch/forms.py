"""What people may send about offers."""

import datetime
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hub.dates import Precision, rounded
from hub.fields import LongTextField, ManyField
from hub.reference import (
    SECTORS,
    TARGET_GROUPS,
    country_choices,
    country_name,
    language_choices,
    nuts_choices,
    sort_key,
)
from partnersearch.models import (
    LONGEST_LIFE,
    NEEDED_FIELDS,
    TEXT_FIELDS,
    Accommodation,
    Offer,
    PartnerRole,
)

PRECISIONS = [
    (Precision.MONTHS, pgettext_lazy("precision of a date", "About these months")),
    (Precision.DAYS, pgettext_lazy("precision of a date", "Exactly these days")),
    (Precision.OPEN, pgettext_lazy("precision of a date", "As said in words")),
]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Section(NamedTuple):
    """A part of the form with its heading."""

    title: Any
    text: Any
    names: list[str]
    in_columns: bool = False


SECTIONS = [
    Section(
        _("What you offer"),
        _("In your own language. Leave out names, addresses and anything about participants."),
        ["role", "language", "title", "pitch"],
    ),
    Section(
        _("In English"),
        _("With a few words in English, partners in all countries understand your offer."),
        ["english_title", "english_summary"],
    ),
    Section(_("Where"), "", ["country", "nuts", "seeking_countries"]),
    Section(_("For whom and in which work"), "", ["sectors", "target_groups", "languages"]),
    Section(
        _("Group and stay"),
        "",
        ["group_min", "group_max", "weeks_min", "weeks_max", "accommodation"],
        in_columns=True,
    ),
    Section(
        _("When"),
        _("The time in which groups can come or go. It need not be exact."),
        ["starts_on", "ends_on", "date_precision", "date_label"],
        in_columns=True,
    ),
    Section(_("Call and last day"), "", ["call", "expires_on"]),
]


WRITTEN_FIELDS = ("title", "pitch", "english_title", "english_summary")


class OfferForm(forms.ModelForm):
    """One offer. `complete` asks for all that is needed before it can be sent for approval."""

    pitch = LongTextField(
        label=_("What you offer and what you look for"),
        max_length=1000,
        help_text=_("At most 1,000 characters."),
    )
    english_summary = LongTextField(
        label=_("Summary in English"),
        max_length=400,
        required=False,
        help_text=_("At most 400 characters."),
    )
    role = forms.ChoiceField(
        label=_("Your role"), choices=PartnerRole.choices, widget=forms.RadioSelect
    )
    country = forms.ChoiceField(label=_("Country"))
    nuts = forms.ChoiceField(label=_("Region"), required=False)
    sectors = ManyField(label=_("Sectors of the placements"))
    target_groups = ManyField(label=_("Target groups"), required=False)
    languages = ManyField(label=_("Languages that you speak"))
    seeking_countries = ManyField(
        label=_("Looking for partners in"),
        required=False,
        help_text=_("None ticked means: any country."),
    )
    accommodation = forms.ChoiceField(
        label=_("Accommodation"),
        required=False,
        choices=[("", pgettext_lazy("accommodation", "Not said")), *Accommodation.choices],
    )
    date_precision = forms.ChoiceField(
        label=_("How exact"), choices=PRECISIONS, required=False, initial=Precision.MONTHS
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False

    class Meta:
        model = Offer
        fields = TEXT_FIELDS
        labels = {
            "title": _("Title"),
            "language": _("Written in"),
            "english_title": _("Title in English"),
            "group_min": _("Smallest group, persons"),
            "group_max": _("Largest group, persons"),
            "weeks_min": _("Shortest stay, weeks"),
            "weeks_max": _("Longest stay, weeks"),
            "starts_on": _("From"),
            "ends_on": _("Until"),
            "date_label": _("In words"),
            "call": _("Call for proposals"),
            "expires_on": _("Last day of the offer"),
        }
        help_texts = {
            "date_label": _("For example: all year, or after the summer."),
            "call": _("If the offer depends on one: its name or number."),
            "expires_on": _("Twelve months from now at the latest."),
        }
        widgets = {"starts_on": DayInput(), "ends_on": DayInput(), "expires_on": DayInput()}

    def __init__(self, *args: Any, complete: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complete = complete
        for name, choices in _lists().items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name in NEEDED_FIELDS:
            self.fields[name].required = complete or name in ("title", "language")
        own = self.instance.language or get_language() or "en"
        for name, language in zip(WRITTEN_FIELDS, (own, own, "en", "en"), strict=True):
            self.fields[name].widget.attrs["lang"] = language
        self.initial.setdefault("form_key", uuid4())
        if self.instance.pk:
            self.initial["seen"] = self.instance.edits

    def sections(self) -> list[tuple[Section, list[forms.BoundField]]]:
        return [(section, [self[name] for name in section.names]) for section in SECTIONS]

    @property
    def values(self) -> dict[str, Any]:
        """What the action is given."""
        return {name: self.cleaned_data[name] for name in TEXT_FIELDS}

    def clean_expires_on(self) -> datetime.date | None:
        day = self.cleaned_data["expires_on"]
        today = timezone.localdate()
        if day and self.complete and day < today:
            raise ValidationError(_("Choose today or a later day."))
        if day and day > today + LONGEST_LIFE:
            raise ValidationError(_("Choose a day within the next twelve months."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (nuts := data.get("nuts")) and data.get("country") and nuts[:2] != data["country"]:
            self.add_error("nuts", _("This region is in another country."))
        for name in ("group", "weeks"):
            least, most = data.get(f"{name}_min"), data.get(f"{name}_max")
            if least and most and least > most:
                self.add_error(f"{name}_max", _("The largest is smaller than the smallest."))
        self._clean_window(data)
        return data

    def _clean_window(self, data: dict[str, Any]) -> None:
        start, end = data.get("starts_on"), data.get("ends_on")
        data["date_precision"] = precision = data.get("date_precision") or Precision.MONTHS
        if precision != Precision.OPEN:
            data["date_label"] = ""
        elif not data.get("date_label") and "date_label" not in self.errors:
            self.add_error("date_label", _("Say in words when it is."))
        if end and not start:
            self.add_error("starts_on", _("Say from when."))
        elif start and end and end < start:
            self.add_error("ends_on", _("The end is before the start."))
        elif start:
            when = rounded(start, end, precision, data.get("date_label", ""))
            data["starts_on"], data["ends_on"] = when.start, when.end
        elif precision == Precision.OPEN and "starts_on" not in self.errors:
            data["starts_on"] = data["ends_on"] = timezone.localdate()


def _lists() -> dict[str, list[Any]]:
    """In the alphabetical order of the reader's language."""
    language = get_language() or "en"
    return {
        "country": [("", "–"), *country_choices()],
        "nuts": [("", "–"), *_regions_by_country()],
        "seeking_countries": country_choices(),
        "languages": language_choices(),
        "sectors": _sorted(SECTORS, language),
        "target_groups": _sorted(TARGET_GROUPS, language),
    }


def _sorted(names: dict[str, Any], language: str) -> list[tuple[str, str]]:
    labels = ((code, str(label)) for code, label in names.items())
    return sorted(labels, key=lambda pair: sort_key(pair[1], language))


def _regions_by_country() -> list[tuple[str, list[tuple[str, str]]]]:
    return [(country_name(code), nuts_choices(code)) for code, _name in country_choices()]


class DecisionForm(forms.Form):
    """What a moderator decides about an offer that was read in a certain state."""

    APPROVE, RETURN, REJECT = "approve", "return", "reject"

    reason = LongTextField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        help_text=_("Needed to return or to reject. The owner reads it."),
    )
    decision = forms.ChoiceField(
        choices=[(APPROVE, APPROVE), (RETURN, RETURN), (REJECT, REJECT)], widget=forms.HiddenInput
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        decision = data.get("decision")
        against = decision in (self.RETURN, self.REJECT)
        if against and not data.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", _("Give a reason; the owner will read it."))
        return data
