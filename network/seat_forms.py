"""What people may send about seats, proposed organisations and invitations."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hub.fields import LongTextField
from hub.languages import reader_language
from hub.reference import country_choices, country_name, nuts_choices
from network import rules
from network.forms import first_name_field, last_name_field, switched_on_languages
from network.models import Circle, Function, Organisation, OrganisationProposal, User

MOST_LETTERS = 500


def regions_by_country() -> list[tuple[str, Any]]:
    regions = [(country_name(code), nuts_choices(code)) for code, _name in country_choices()]
    return [("", "–"), *regions]


def countries_or_none() -> list[tuple[str, str]]:
    return [("", "–"), *country_choices()]


def reason_field(**kwargs: Any) -> LongTextField:
    return LongTextField(
        label=_("Reason"), max_length=MOST_LETTERS, **{"required": False, **kwargs}
    )


def what_you_do_field() -> LongTextField:
    return LongTextField(
        label=_("What you do there"),
        max_length=MOST_LETTERS,
        required=False,
        help_text=_("It helps whoever confirms you: your post, or who knows you."),
    )


def among(colleagues: list[User]) -> Any:
    people = User.objects.filter(pk__in=[person.pk for person in colleagues])
    return people.order_by("last_name", "first_name", "pk")


def set_choices(form: forms.Form, name: str, **choices: Any) -> None:
    """What there is to choose from depends on who asks."""
    for attribute, values in choices.items():
        setattr(form.fields[name], attribute, values)


class SeatRequestForm(forms.Form):
    """A word with the request."""

    message = what_you_do_field()


class ProposalForm(forms.ModelForm):
    """An organisation that is not there yet."""

    country = forms.ChoiceField(label=_("Country"), choices=countries_or_none)
    region = forms.ChoiceField(label=_("Region"), choices=regions_by_country, required=False)
    message = what_you_do_field()

    class Meta:
        model = OrganisationProposal
        fields = ["name", "kind", "country", "region", "website", "message"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the organisation")
        self.fields["name"].widget.attrs["autocomplete"] = "organization"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (region := data.get("region")) and region[:2] != data.get("country", region[:2]):
            self.add_error("region", _("This region is in another country."))
        return data


class DecisionForm(forms.Form):
    """Yes, or no with a reason; the button says which."""

    CONFIRM, DECLINE = "confirm", "decline"

    reason = reason_field(help_text=_("Needed to decline. The person reads it."))
    decision = forms.ChoiceField(
        choices=[(CONFIRM, CONFIRM), (DECLINE, DECLINE)], widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("decision") == self.DECLINE and not data.get("reason"):
            self.add_error("reason", _("Give a reason; the person will read it."))
        return data


class ProposalDecisionForm(DecisionForm):
    """Also where the organisation belongs, or which one it is."""

    existing = forms.ModelChoiceField(
        label=_("It is there already"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="–",
        help_text=_("Choose it here if the person has not found it."),
    )
    circle = forms.ChoiceField(label=_("Circle"), choices=Circle.choices)

    field_order = ["existing", "circle", "reason", "decision"]

    def __init__(self, *args: Any, proposal: OrganisationProposal, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = Organisation.objects.filter(country=proposal.country)
        set_choices(self, "existing", queryset=there)
        self.fields["circle"].initial = Circle.PROJECTS
        if not rules.can_choose_circle(by):
            del self.fields["circle"]


class EndSeatForm(forms.Form):
    """Who takes over, and why."""

    successor = forms.ModelChoiceField(
        label=_("Who takes over"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody in particular"),
    )
    reason = reason_field()

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "successor", queryset=among(colleagues))
        if not colleagues:
            del self.fields["successor"]


class HandOverForm(forms.Form):
    """A colleague who is there, or the address of somebody who is not."""

    colleague = forms.ModelChoiceField(
        label=_("Colleague"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Somebody who is not here yet"),
    )
    email = forms.EmailField(
        label=_("E-mail address of somebody who is not here yet"),
        required=False,
        help_text=_("We send an invitation. Your seat ends when it is accepted."),
    )
    reason = reason_field()

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "colleague", queryset=among(colleagues))
        if not colleagues:
            del self.fields["colleague"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if bool(data.get("colleague")) == bool(data.get("email")):
            raise ValidationError(_("Choose a colleague, or write an e-mail address."))
        return data


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail address"))
    function = forms.ChoiceField(label=_("Function"))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=switched_on_languages)
    message = LongTextField(
        label=_("Message"),
        max_length=MOST_LETTERS,
        required=False,
        help_text=_("Stands in the mail, in your words."),
    )

    def __init__(self, *args: Any, organisation: Organisation, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        functions = [
            pair for pair in Function.choices if rules.can_invite(by, organisation, pair[0])
        ]
        set_choices(self, "function", choices=functions)
        if functions == [(Function.MEMBER.value, Function.MEMBER.label)]:
            del self.fields["function"]
        self.fields["language"].initial = reader_language()


class JoinForm(forms.Form):
    """All that an account needs; the address is known from the invitation."""

    first_name = first_name_field()
    last_name = last_name_field()
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )
    language = forms.ChoiceField(label=_("Preferred language"), choices=switched_on_languages)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["language"].initial = reader_language()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if password := data.get("password"):
            user = User(
                email=self.email,
                first_name=data.get("first_name", ""),
                last_name=data.get("last_name", ""),
            )
            try:
                validate_password(password, user)
            except ValidationError as error:
                self.add_error("password", error)
        return data
