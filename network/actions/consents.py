"""Consent is given and withdrawn, by the person alone."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub import page_cache
from hub.registries import consent_purposes
from network import rules
from network.models import Consent, User
from network.models.personal_data import PUBLIC_PROFILE
from network.models.visibility import SHOWN_FIELDS, Audience
from network.personal_data import PersonalDataError

AUDIENCES = ("name_shown_to", *SHOWN_FIELDS.values())


@transaction.atomic
def give_consent(*, purpose: str, by: User) -> Consent:
    """In the words that the page shows now; the row is the proof."""
    if not rules.can_consent(by) or purpose not in consent_purposes:
        raise PersonalDataError(_("You cannot agree to this."))
    asked = consent_purposes[purpose]
    consent, _made = Consent.objects.get_or_create(
        person=by,
        purpose=purpose,
        withdrawn_at=None,
        defaults={
            "given_by": by,
            "text": str(asked.text),
            "text_version": asked.version,
            "language": get_language() or "",
        },
    )
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: User) -> None:
    """As easy as giving it; it counts from now on."""
    locked = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if not rules.can_withdraw_consent(by, locked):
        raise PersonalDataError(_("This is the consent of somebody else."))
    if locked.withdrawn_at is None:
        locked.withdrawn_at, locked.withdrawn_by = timezone.now(), by
        locked.save()
        if locked.purpose == PUBLIC_PROFILE:
            _hide_from_everybody(by)
    consent.refresh_from_db()


@transaction.atomic
def note_public_profile(*, by: User) -> None:
    """Choosing “Everybody” in the profile is the consent, choosing nothing of the kind ends it."""
    shown = any(getattr(by, name) == Audience.EVERYBODY for name in AUDIENCES)
    given = Consent.objects.filter(person=by, purpose=PUBLIC_PROFILE, withdrawn_at=None).first()
    if shown and given is None:
        give_consent(purpose=PUBLIC_PROFILE, by=by)
    elif given is not None and not shown:
        withdraw_consent(consent=given, by=by)


def _hide_from_everybody(person: User) -> None:
    """What everybody saw is shown to members alone."""
    current = User.objects.get(pk=person.pk)
    public = [name for name in AUDIENCES if getattr(current, name) == Audience.EVERYBODY]
    User.objects.filter(pk=person.pk).update(**dict.fromkeys(public, Audience.MEMBERS))
    page_cache.renew()
