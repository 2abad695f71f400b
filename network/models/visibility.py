"""What each person chose to show, and to whom: one rule for pages, lists, search, sitemap, CSV."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.roles import MEMBERS, Role, has_role


class Audience(models.TextChoices):
    """Who is shown a part of somebody's profile."""

    NOBODY = "nobody", _("The secretariat and auditors alone")
    MEMBERS = "members", _("Members of the network")
    EVERYBODY = "everybody", _("Everybody")


# What a person shows, with the field that says to whom. The name has a rule of its own.
SHOWN_FIELDS = {
    "post": "post_shown_to",
    "email": "email_shown_to",
    "phone": "phone_shown_to",
    "spoken_languages": "languages_shown_to",
    "biography": "biography_shown_to",
}


@dataclass(frozen=True)
class Sight:
    """What a reader sees: whether the names of all, and the parts shown to which audiences."""

    names: bool
    audiences: frozenset[str]


PUBLIC = Sight(False, frozenset({Audience.EVERYBODY}))
EXTENDED = Sight(True, frozenset({Audience.EVERYBODY}))
MEMBER = Sight(True, frozenset({Audience.EVERYBODY, Audience.MEMBERS}))
# The secretariat keeps the directory, and the auditor reads everything.
ALL = Sight(True, frozenset(Audience))


def sight_of(reader) -> Sight:
    """By the reader's roles; whoever has none sees what everybody sees."""
    if has_role(reader, Role.SECRETARIAT, Role.AUDITOR):
        return ALL
    if has_role(reader, *MEMBERS):
        return MEMBER
    return EXTENDED if has_role(reader, Role.EXTENDED_MEMBER) else PUBLIC
