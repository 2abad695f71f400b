"""Sentences of Django, allauth and Wagtail that our own catalogues translate better, or at all.

Nothing imports this: `make messages` reads it, and our catalogues go before those of the libraries.
The words must stay exactly those of the library.
"""

from django.utils.translation import gettext_noop as _

DJANGO = [
    _("Enter a valid email address."),
]

ALLAUTH = [
    _("The email address and/or password you specified are not correct."),
    _("You cannot remove your primary email address (%(email)s)."),
    _("This email address is already associated with this account."),
    _("A user is already registered with this email address."),
    _("You cannot add more than %d email addresses."),
    _("Your primary email address must be verified."),
    _("The password reset token was invalid."),
    _("Unable to confirm %(email)s because it is already confirmed by a different account."),
    _("Confirmation email sent to %(email)s."),
    _("Removed email address %(email)s."),
    _("Primary email address set."),
    _("Password successfully changed."),
    _("Password successfully set."),
    _("Signed out of all other sessions."),
    _("Email"),
    _("Email address"),
    _("A new set of recovery codes has been generated."),
    _("Save them  in a secure location now — they won't be shown again."),
    _("Your email has been changed from %(from_email)s to %(to_email)s."),
    _("Your email has been confirmed."),
    _("Email address %(deleted_email)s has been removed from your account."),
    _("Your account has no password set up."),
    _("Your account has no verified email address."),
    _("You cannot activate two-factor authentication until you have verified your email address."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("You cannot add an email address to an account protected by two-factor authentication."),
    _("Please type your current password."),
    _("The new value must be different from the current one."),
    _("Be patient, you are sending too many requests."),
    _("You must type the same password each time."),
    _(
        "An account already exists with this email address. Please sign in to that account first, "
        "then connect your %s account."
    ),
]

WAGTAIL = [
    _("The page title as you'd like it to be seen by the public"),
]
