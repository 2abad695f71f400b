from allauth.account.forms import SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignUpForm(SignupForm):
    """A name, an address and a password: all that an account needs."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    field_order = ["first_name", "last_name", "email", "password1"]
