from collections import defaultdict
from datetime import date, timedelta
from typing import Any, cast
from zoneinfo import available_timezones

from allauth.account.forms import LoginForm, SignupForm
from allauth.account.forms import ResetPasswordForm as AccountResetPasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.fields import LongTextField, ManyField
from hub.reference import language_choices
from network import events, rules
from network.models import Audience, Organisation, User
from network.models.user import validate_phone
from network.models.visibility import SHOWN_FIELDS

FIRST_AREAS = ("Europe", "Atlantic")
NOT_PLACES = {"Etc", "posix", "right", "SystemV", "US", "Brazil", "Canada", "Chile", "Mexico"}


def switched_on_languages() -> list[tuple[str, str]]:
    return [pair for pair in settings.LANGUAGES if pair[0] in settings.HUB_LANGUAGES]


def time_zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Towns under their continents, Europe first."""
    areas = defaultdict(list)
    for name in sorted(available_timezones()):
        area, slash, town = name.partition("/")
        if slash and area not in NOT_PLACES:
            areas[area].append((name, town.replace("_", " ")))
    others = sorted(set(areas) - set(FIRST_AREAS))
    return [(area, areas[area]) for area in (*FIRST_AREAS, *others)]


def first_name_field(**kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "given-name"})
    return forms.CharField(label=_("First name"), max_length=150, widget=widget, **kwargs)


def last_name_field(**kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "family-name"})
    return forms.CharField(label=_("Last name"), max_length=150, widget=widget, **kwargs)


class LogInForm(LoginForm):
    """The address and the password, under plain labels."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["remember"].label = _("Keep me signed in on this device")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignUpForm(SignupForm):
    """A name, a language, an address and a password: all that an account needs."""

    first_name = first_name_field()
    last_name = last_name_field()
    language = forms.ChoiceField(label=_("Preferred language"), choices=switched_on_languages)

    field_order = ["first_name", "last_name", "email", "password1", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
        self.fields["email"].label = _("E-mail address")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ResetPasswordForm(AccountResetPasswordForm):
    """The address, under the same label as when signing in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)


class OpenIdSignUpForm(SocialSignupForm):
    """What another sign-in service did not tell; an address that it has confirmed stays."""

    first_name = first_name_field()
    last_name = last_name_field()
    language = forms.ChoiceField(label=_("Preferred language"), choices=switched_on_languages)

    field_order = ["first_name", "last_name", "email", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)
        self.fields["language"].initial = get_language()
        self.fields["email"].label = _("E-mail address")
        addresses = self.sociallogin.email_addresses
        self.fields["email"].disabled = any(address.verified for address in addresses)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ProfileForm(forms.ModelForm):
    """What a person says about himself or herself, and to whom it is shown."""

    first_name = first_name_field()
    last_name = last_name_field()
    language = forms.ChoiceField(
        label=_("Preferred language"),
        choices=switched_on_languages,
        help_text=_("The language of mails, and of the first page after signing in."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zone_choices,
        help_text=_("Meetings show their times in it too."),
    )
    post = forms.CharField(
        label=_("Post in your organisation"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        validators=[validate_phone],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    spoken_languages = ManyField(
        label=_("Languages that you speak"), required=False, choices=language_choices
    )
    biography = LongTextField(label=_("About you"), max_length=1000, required=False)
    written_in = forms.ChoiceField(
        label=_("Language in which you wrote your post and about you"), required=False
    )

    class Meta:
        model = User
        fields = [
            "first_name",
            "last_name",
            "language",
            "time_zone",
            "name_shown_to",
            "email_shown_to",
            "post",
            "post_shown_to",
            "phone",
            "phone_shown_to",
            "spoken_languages",
            "languages_shown_to",
            "biography",
            "biography_shown_to",
            "written_in",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)

        def choices_of(name: str, choices: list[tuple[str, Any]]) -> None:
            cast(forms.ChoiceField, self.fields[name]).choices = choices

        choices_of("written_in", [("", "–"), *language_choices()])
        for name, audience in SHOWN_FIELDS.items():
            label = self.fields[name].label if name in self.fields else _("E-mail")
            self.fields[audience].label = _("%(field)s: who sees it") % {"field": label}
        self.fields["name_shown_to"].label = _("Who sees your name and organisation")
        choices_of("name_shown_to", [c for c in Audience.choices if c[0] != Audience.NOBODY])

    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("first_name", "last_name", "language", "time_zone")]

    def shown_fields(self) -> list[tuple[bool, list[forms.BoundField]]]:
        """Each part of the profile with the choice of who sees it, short ones side by side."""
        parts = [["name_shown_to", "email_shown_to"]]
        parts += [[name, shown] for name, shown in SHOWN_FIELDS.items() if name in self.fields]
        parts.append(["written_in"])
        is_long = {"spoken_languages", "biography"}
        return [(is_long.isdisjoint(part), [self[name] for name in part]) for part in parts]


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey and its name, asked for in plain words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("For example “office laptop”.")
        self.fields["passwordless"].label = _(
            "I want to sign in with it alone, without my password"
        )
        self.fields["passwordless"].help_text = _(
            "Your device then asks for your fingerprint, your face or its PIN."
        )


def date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class HistoryForm(forms.Form):
    """Which events of the history somebody looks for."""

    person = forms.CharField(
        label=_("Person"),
        required=False,
        max_length=100,
        help_text=_("A name or an e-mail address."),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("For whom"), required=False, empty_label=_("Everybody")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=date_input())
    until = forms.DateField(label=_("Until"), required=False, widget=date_input())
    words = forms.CharField(label=_("Words in the reason"), required=False, max_length=200)
    record = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.finds_addresses = rules.can_search_history_by_address(reader)
        if not self.finds_addresses:
            self.fields["person"].help_text = ""
        kinds = sorted((capfirst(str(name)), key) for key, name in events.kinds())
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Everything")), *((key, name) for name, key in kinds)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end cannot be before the start."))
        if data.get("record") and not events.is_key(data.get("kind", ""), data["record"]):
            self.add_error("record", forms.ValidationError("record"))
        return data

    def question(self) -> events.Question:
        """Nothing is found by what is filled in wrongly."""
        if not self.is_valid():
            return events.NOTHING
        data = self.cleaned_data
        organisation = data.get("organisation")
        return events.Question(
            people=self._people(data.get("person", "")),
            organisation=organisation.pk if organisation else None,
            kind=data.get("kind", ""),
            object_id=data.get("record", ""),
            since=events.start_of(data["since"]) if data.get("since") else None,
            before=_day_after(data["until"]) if data.get("until") else None,
            words=data.get("words", ""),
        )

    def _people(self, words: str) -> Any:
        if not words:
            return None
        people = User.objects.order_by()
        for word in words.split():
            said = Q(first_name__icontains=word) | Q(last_name__icontains=word)
            if self.finds_addresses:
                said |= Q(email__icontains=word)
            people = people.filter(said)
        return people.values("pk")


def _day_after(day: date) -> Any:
    try:
        return events.start_of(day + timedelta(days=1))
    except OverflowError:
        return None


class ErasureForm(forms.Form):
    """Whose account is erased, and why."""

    person: User | None = None

    email = forms.EmailField(label=_("E-mail address"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For example “asked for it by letter”. The person is told."),
    )
    at_once = forms.BooleanField(
        label=_("At once: it cannot be called off, and the person is told afterwards"),
        required=False,
    )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.person = User.objects.filter(email__iexact=email, erased_at=None).first()
        if self.person is None:
            raise forms.ValidationError(_("There is no account with this address."))
        return email


# Accounts, for technical administrators


class AccountSearchForm(forms.Form):
    """Which accounts an administrator looks for."""

    STATES = [
        ("", _("All accounts")),
        ("open", _("Open accounts")),
        ("closed", _("Closed accounts")),
        ("guarded", _("With a second step")),
        ("unguarded", _("Without a second step")),
    ]
    CONDITIONS = {
        "open": {"is_active": True},
        "closed": {"is_active": False},
        "guarded": {"has_second_factor": True},
        "unguarded": {"has_second_factor": False},
    }

    words = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Which"), choices=STATES, required=False)

    def applied_to(self, accounts: Any) -> Any:
        """Nothing is found by what is filled in wrongly."""
        if not self.is_valid():
            return accounts.none()
        for word in self.cleaned_data["words"].split():
            accounts = accounts.filter(
                Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(email__icontains=word)
            )
        return accounts.filter(**self.CONDITIONS.get(self.cleaned_data["state"], {}))


class AccountReasonForm(forms.Form):
    """Why an account is changed: its person reads it in the mail."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it in the mail, and it stays in the history."),
    )
