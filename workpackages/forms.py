"""What people send us about a living text: a clause in plain form, a decision, a version."""

import re
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from hub.fields import LongTextField
from network.models import Seat, User
from workpackages import clauses
from workpackages.addresses import address_of, link_to
from workpackages.clauses import Clause
from workpackages.inline import from_markup, plain_text, to_markup
from workpackages.models import LivingPage, Progress, VersionKind, WorkPackagePage

HELP = _("An empty line begins a new paragraph. **Bold**, *italic*, [words](address) for a link.")
LIST_HELP = _("One item a line, beginning with “- ”; two spaces before it for each level deeper.")
ITEM = re.compile(r"^(\s*)[-*•]\s+(.*)$")
LONGEST = 20_000


def _markup(html: str) -> str:
    return to_markup(html, address=address_of)


def _html(markup: str) -> str:
    return from_markup(markup, link=link_to)


class ClauseForm(forms.Form):
    """A clause as plain fields: its text, items or cells, and its notes."""

    def __init__(self, *args, clause: Clause, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.clause = clause
        self.language = language
        self.value = clause["value"]
        getattr(self, f"_add_{clause['type']}")()
        self._add_notes()
        for field in self.fields.values():
            field.widget.attrs["lang"] = language

    # -- fields ------------------------------------------------------------------------------------

    def _line(self, name: str, label, *, required: bool = False) -> None:
        self.fields[name] = forms.CharField(
            label=label, initial=self.value[name], required=required, max_length=200
        )

    def _text(
        self, name: str, label, initial: str, *, rows: int = 8, longest: int = LONGEST, **kwargs
    ) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            initial=initial,
            max_length=longest,
            widget=forms.Textarea(attrs={"rows": rows}),
            **kwargs,
        )

    def _add_heading(self) -> None:
        self._line("text", _("Heading"), required=True)

    def _add_paragraph(self) -> None:
        self._text("text", _("Text"), _markup(self.value["text"]), help_text=HELP)

    def _add_quotation(self) -> None:
        self._text("text", _("Words"), _markup(self.value["text"]), help_text=HELP)
        self._line("source", _("Who said it"))

    def _add_callout(self) -> None:
        self._line("title", _("Title"))
        self._text("text", _("Text"), _markup(self.value["text"]), help_text=HELP)

    def _add_list(self) -> None:
        lines = [
            "  " * (int(item["value"]["level"]) - 1)
            + "- "
            + _markup(item["value"]["text"]).replace("\n", "\n" + "  " * 4)
            for item in self.value["items"]
        ]
        self._text("items", _("Items"), "\n".join(lines), rows=10, help_text=LIST_HELP)

    def _add_table(self) -> None:
        self._line("caption", _("Caption"))
        width = max((len(row["value"]["cells"]) for row in self.value["rows"]), default=1)
        for at in range(len(self.value["rows"]) + 1):
            for column in range(width):
                self._text(
                    f"cell_{at}_{column}",
                    _("Row %(row)s, column %(column)s") % {"row": at + 1, "column": column + 1},
                    self._cell(at, column),
                    rows=2,
                    required=False,
                )

    def _cell(self, row: int, column: int) -> str:
        try:
            return _markup(self.value["rows"][row]["value"]["cells"][column]["value"])
        except IndexError:
            return ""

    def _add_notes(self) -> None:
        self.note_names = []
        for at in range(len(self.value["notes"]) + 1):
            name = f"note_{at}"
            self.note_names.append(name)
            initial = self.value["notes"][at]["value"] if at < len(self.value["notes"]) else ""
            self._text(
                name,
                _("Footnote [%(number)s]") % {"number": at + 1},
                _markup(initial),
                rows=2,
                required=False,
            )

    # -- what was sent -----------------------------------------------------------------------------

    def clean_text(self):
        if self.clause["type"] != "heading" and not plain_text(_html(self.cleaned_data["text"])):
            raise forms.ValidationError(_("Please write something."))
        return self.cleaned_data["text"]

    def clean_items(self):
        items = list(_items(self.cleaned_data["items"]))
        if not items:
            raise forms.ValidationError(_("Please write at least one item."))
        return items

    def clean(self):
        data: Any = super().clean()
        notes = [name for name in self.note_names if data.get(name)]
        if not notes or self.errors:
            return data
        marks = {int(mark) for mark in clauses.NOTE_MARK.findall(self._all_words())}
        for at in range(1, len(notes) + 1):
            if at not in marks:
                self.add_error(
                    notes[at - 1],
                    _("Please mark the place of this footnote in the text with [%(number)s].")
                    % {"number": at},
                )
        return data

    def _all_words(self) -> str:
        return clauses.words_of(self.proposed())

    def proposed(self) -> Clause:
        """The clause as it was sent; items, rows, cells and notes keep their ids where they can."""
        kind = self.clause["type"]
        value = {**self.value, **getattr(self, f"_sent_{kind}")()}
        notes = [_html(self.cleaned_data[name]) for name in self.note_names]
        value["notes"] = clauses.like_before([note for note in notes if note], self.value["notes"])
        return clauses.canonical({**self.clause, "value": value})

    def _sent_heading(self) -> dict:
        return {"text": self.cleaned_data["text"]}

    def _sent_paragraph(self) -> dict:
        return {"text": _html(self.cleaned_data["text"])}

    def _sent_quotation(self) -> dict:
        return {
            "text": _html(self.cleaned_data["text"]),
            "source": self.cleaned_data["source"],
        }

    def _sent_callout(self) -> dict:
        return {"text": _html(self.cleaned_data["text"]), "title": self.cleaned_data["title"]}

    def _sent_list(self) -> dict:
        return {"items": clauses.like_before(self.cleaned_data["items"], self.value["items"])}

    def _sent_table(self) -> dict:
        rows = []
        at = 0
        while f"cell_{at}_0" in self.fields:
            texts, column = [], 0
            while f"cell_{at}_{column}" in self.fields:
                texts.append(_html(self.cleaned_data[f"cell_{at}_{column}"]))
                column += 1
            if any(texts):
                old = self.value["rows"][at] if at < len(self.value["rows"]) else None
                rows.append(_row(texts, old))
            at += 1
        return {"caption": self.cleaned_data["caption"], "rows": rows}


def _row(texts: list[str], old: dict | None) -> dict:
    """A row keeps its place in the form, so its cells keep their ids by place."""
    cells = old["value"]["cells"] if old else []
    new = [
        {"type": "item", "id": cells[at]["id"] if at < len(cells) else None, "value": text}
        for at, text in enumerate(texts)
    ]
    return {"type": "item", "id": old["id"] if old else None, "value": {"cells": new}}


def _items(text: str):
    """Lines as items; a line without a dash goes on with the item before it."""
    lines: list[tuple[int, str]] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line.strip():
            continue
        match = ITEM.match(line)
        if match or not lines:
            indent, words = (match[1], match[2]) if match else ("", line.strip())
            lines.append((min(len(indent.replace("\t", "  ")) // 2 + 1, 3), words))
        else:
            level, words = lines[-1]
            lines[-1] = (level, f"{words}\n{line.strip()}")
    for level, words in lines:
        if html := _html(words):
            yield {"level": str(level), "text": html}


class SuggestionForm(ClauseForm):
    """Other words for a clause, with reasons."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._text(
            "rationale",
            _("Why?"),
            "",
            rows=4,
            longest=2000,
            required=False,
            help_text=_("Your reasons help the others to agree."),
        )


class AnswerForm(forms.Form):
    """The answer to a suggestion."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The organisation that made the suggestion and all members can read it."),
    )


class ChangedClauseForm(ClauseForm):
    """The words that the expert puts in place of those proposed, with an answer."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"] = AnswerForm.base_fields["answer"]


class EditClauseForm(ClauseForm):
    """One clause of the working text."""

    seen = forms.CharField(widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """A new version of the working text."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=VersionKind.choices, widget=forms.RadioSelect
    )
    label = forms.CharField(
        label=_("Name of the version"),
        max_length=60,
        help_text=_("For example “1.0” or “final incl. comments”."),
    )
    date = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is new in it, or until when comments are welcome."),
    )

    def __init__(self, *args, kinds: Sequence[str], **kwargs):
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [pair for pair in VersionKind.choices if pair[0] in kinds]


class FactsForm(forms.ModelForm):
    """What no version freezes: title, summary, period."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"title", "summary"} & set(self.fields):
            self.fields[name].widget.attrs["lang"] = self.instance.locale.language_code

    def facts(self) -> dict:
        """The fields as the model rounded them."""
        return {name: getattr(self.instance, name) for name in self.fields}


def facts_form(page: LivingPage) -> Any:
    date = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    widgets: dict[str, Any] = {
        name: date for name in ("starts_on", "ends_on") if name in page.fact_fields
    }
    return forms.modelform_factory(
        type(page), form=FactsForm, fields=page.fact_fields, widgets=widgets
    )


class PackageForm(forms.Form):
    """A work package as its task force changes it: summary, state and the running texts."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    summary = LongTextField(label=_("Summary"), max_length=300, required=False)
    progress = forms.ChoiceField(label=_("State"), choices=Progress.choices)

    def __init__(self, *args, package: WorkPackagePage, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {
            "seen": package.latest_revision_id,
            "summary": package.summary,
            "progress": package.progress,
        }
        self.texts = {f"text_{block['id']}": block for block in editable_texts(package)}
        for at, (name, block) in enumerate(self.texts.items(), 1):
            label = _("Text") if len(self.texts) == 1 else _("Text %(number)s") % {"number": at}
            self.fields[name] = LongTextField(
                label=label, initial=_markup(block["value"]), max_length=LONGEST, help_text=HELP
            )
        for name in ("summary", *self.texts):
            self.fields[name].widget.attrs["lang"] = package.locale.language_code

    def clean(self):
        data: Any = super().clean()
        for name in self.texts:
            if name in data and not plain_text(_html(data[name])):
                self.add_error(name, _("Please write something."))
        return data

    def changed_texts(self) -> dict[str, str]:
        """HTML by block; a text that nobody touched stays as it is, letter by letter."""
        return {
            block["id"]: _html(self.cleaned_data[name])
            for name, block in self.texts.items()
            if self.cleaned_data[name] != _markup(block["value"])
        }


def editable_texts(package: WorkPackagePage) -> list[dict]:
    """The running texts of plain paragraphs; headings, lists and pictures need the editor."""
    raw = package.body.get_prep_value()
    return [block for block in raw if block["type"] == "text" and _is_plain(block["value"])]


def _is_plain(html: str) -> bool:
    return not re.search(r"<(?!/?(p|br|b|strong|i|em|a)\b)", html)


class PersonField(forms.ModelChoiceField):
    """Somebody of the directory, named with the organisations."""

    def label_from_instance(self, obj: Any) -> str:
        names = dict.fromkeys(seat.organisation.name for seat in obj.current_seats)
        return f"{obj.last_name}, {obj.first_name} ({', '.join(names)})"


class TaskForceForm(forms.Form):
    """Somebody for a task force."""

    person = PersonField(label=_("Person"), queryset=User.objects.none())

    def __init__(self, *args, package: WorkPackagePage, **kwargs):
        super().__init__(*args, **kwargs)
        there = package.memberships.filter(until__isnull=True).values("person")
        people = User.objects.in_directory().exclude(pk__in=there)
        people = people.order_by("last_name", "first_name", "pk").prefetch_related(
            Prefetch(
                "seats", Seat.objects.current().select_related("organisation"), "current_seats"
            )
        )
        cast(forms.ModelChoiceField, self.fields["person"]).queryset = people
