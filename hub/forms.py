"""What the outside may send to the hub itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.models.feedback import LONGEST_MESSAGE, FeedbackKind


class FeedbackForm(forms.Form):
    """A message to the secretariat; all but the message may stay empty."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[*reversed(FeedbackKind.choices)],
        widget=forms.RadioSelect,
        initial=FeedbackKind.GENERAL,
    )
    message = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("If something does not work: what did you want to do, and with which device?"),
    )
    page = forms.CharField(label=_("Address of the page"), max_length=500, required=False)
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Without it we read your message and cannot answer."),
    )
    # People do not see this field; programs that fill in every form do.
    website = forms.CharField(required=False)

    def visible_fields(self) -> list[Any]:
        return [field for field in super().visible_fields() if field.name != "website"]

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class AnswerForm(forms.Form):
    """What the secretariat writes back, or notes when it closes a message."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Sent to the sender; a note for colleagues if the message is closed instead."),
    )
