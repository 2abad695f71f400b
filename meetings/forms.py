"""What people may send us about meetings; a draft may be half-filled, a published report not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import F, Q
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from meetings.models import Action, ReportPage
from meetings.report_text import to_text
from network.models import Function, Organisation
from workpackages.inline import printable
from workpackages.models import Version, WorkPackagePage

TEXT_HELP = _(
    "An empty line ends a paragraph. “## ” begins a heading, “- ” an item of a list. "
    "**bold**, *italic*, [words](address)."
)
SPARE_ROWS = 2
MOST_ROWS = 60


class ReportForm(forms.Form):
    """The words of a report."""

    use_required_attribute = False

    body = forms.CharField(
        label=_("Report for members"),
        help_text=TEXT_HELP,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    public_summary = forms.CharField(
        label=_("Summary for the public"),
        help_text=_("Everybody can read this, and search engines find it."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    next_steps = forms.CharField(
        label=_("Next steps"),
        help_text=_("Members read them after the report."),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class VersionField(forms.ModelChoiceField):
    def label_from_instance(self, version: Version) -> str:
        names = {"page": version.page.title, "label": version.label}
        return _("%(page)s, version %(label)s") % names


class DecisionForm(forms.Form):
    """One decision; it gets its number when the report is published."""

    text = forms.CharField(
        label=_("Decision"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    adopts = VersionField(
        label=_("It adopts the version"),
        queryset=Version.objects.adopted()
        .without_text()
        .filter(decisions=None)
        .exclude(page__in=ReportPage.objects.all())
        .select_related("page")
        .order_by("-pk"),
        required=False,
    )


class ActionForm(forms.Form):
    """One action: who does what by when."""

    text = forms.CharField(
        label=_("What is to be done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    organisation = forms.ModelChoiceField(
        label=_("Responsible organisation"),
        queryset=Organisation.objects.filter(
            ~Q(circle="") | Q(seats__function__in=[Function.SECRETARIAT, Function.EXPERT])
        )
        .distinct()
        .order_by("name", "pk"),
    )
    due_on = forms.DateField(
        label=_("Due on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    work_package = forms.ModelChoiceField(
        label=_("Work package"),
        queryset=WorkPackagePage.objects.live()
        .filter(locale=F("written_in"))
        .select_related("locale")
        .order_by("title"),
        required=False,
    )
    carried_over_from = forms.ModelChoiceField(
        label=_("Goes on from"),
        help_text=_("An open action of an earlier meeting. It ends there and goes on here."),
        queryset=Action.objects.open().order_by("due_on", "pk"),
        required=False,
    )


DecisionFormSet = formset_factory(DecisionForm, extra=0, max_num=MOST_ROWS)
ActionFormSet = formset_factory(ActionForm, extra=0, max_num=MOST_ROWS)

ROWS: dict[str, Any] = {"decisions": DecisionFormSet, "actions": ActionFormSet}


@dataclass
class Typed:
    """All that somebody typed into the form of a report, right or wrong."""

    words: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    @classmethod
    def from_post(cls, data: Mapping[str, str]) -> "Typed":
        words = {name: printable(data.get(name, "")) for name in ReportForm.base_fields}
        return cls(words, {name: list(_rows(data, name)) for name in ROWS})

    @classmethod
    def from_report(cls, report: ReportPage | None) -> "Typed":
        """What was saved last, as a person types it."""
        if report is None:
            return cls()
        words = {name: to_text(report.clauses_of(name)) for name in ReportForm.base_fields}
        return cls(words, {"decisions": report.draft_decisions, "actions": report.draft_actions})


def _rows(data: Mapping[str, str], prefix: str):
    """The rows in which anything was typed; an emptied row is gone."""
    for number in range(MOST_ROWS):
        row = {
            name: printable(data.get(f"{prefix}-{number}-{name}", "")).strip()
            for name in ROWS[prefix].form.base_fields
        }
        if any(row.values()):
            yield row


class ReportEditor:
    """The whole form of a report. Unbound it shows what was typed, bound it judges it."""

    def __init__(self, typed: Typed, *, is_bound: bool = False, more: str = "") -> None:
        self.words = ReportForm(typed.words) if is_bound else ReportForm(initial=typed.words)
        self.rows: dict[str, Any] = {}
        for name, formset in ROWS.items():
            rows = typed.rows.get(name, [])
            spare = SPARE_ROWS + (name == more)
            self.rows[name] = (
                formset(_as_data(rows, name, spare), prefix=name)
                if is_bound
                else _showing(formset, rows, name, spare)
            )
            _ask_once(self.rows[name])

    @property
    def decisions(self):
        return self.rows["decisions"]

    @property
    def actions(self):
        return self.rows["actions"]

    @property
    def has_errors(self) -> bool:
        """Only what was judged has errors."""
        return self.words.is_bound and not self.is_valid()

    @property
    def errors(self) -> list[tuple[str, str, Any]]:
        """(id of the field, its name, what is wrong) of everything that is wrong."""
        return [
            (form[name].auto_id, f"{row}{form[name].label}", error)
            for row, form in self._named_forms()
            for name, errors in form.errors.items()
            for error in errors
        ]

    def _named_forms(self) -> Iterator[tuple[str, forms.Form]]:
        yield "", self.words
        for number, form in enumerate(self.decisions, 1):
            yield _("Decision %(number)s") % {"number": number} + ", ", form
        for number, form in enumerate(self.actions, 1):
            yield _("Action %(number)s") % {"number": number} + ", ", form

    def records(self) -> dict[str, Any]:
        """The valid rows, for `actions.publish_report`."""
        return {
            name: [form.cleaned_data for form in formset if form.has_changed()]
            for name, formset in self.rows.items()
        }

    def is_valid(self) -> bool:
        return all([self.words.is_valid(), self.decisions.is_valid(), self.actions.is_valid()])


def _showing(formset, rows: list[dict[str, str]], prefix: str, spare: int):
    shown = formset(initial=rows, prefix=prefix)
    shown.extra = min(spare, MOST_ROWS - len(rows))
    return shown


def _ask_once(formset: Any) -> None:
    """All rows offer the same choices, so the database is asked once for each column."""
    for name, column in formset.form.base_fields.items():
        if isinstance(column, forms.ModelChoiceField):
            choices: Any = column.choices
            choices = list(choices)
            for form in formset:
                form.fields[name].choices = choices


def _as_data(rows: list[dict[str, str]], prefix: str, spare: int) -> dict[str, Any]:
    data: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": min(len(rows) + spare, MOST_ROWS),
        f"{prefix}-INITIAL_FORMS": 0,
    }
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


class DropForm(forms.Form):
    """Why an action will not be done."""

    reason = forms.CharField(
        label=_("Why will it not be done?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
