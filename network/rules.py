"""Who may do what with seats, programmes and projects."""

from django.contrib.auth.models import AnonymousUser

from network.models import Consent, Erasure, Function, Organisation, Seat, User
from network.models.directory import Entry
from network.models.visibility import sight_of
from network.roles import Role, has_role

Person = User | AnonymousUser


def can_read_people(user: Person) -> bool:
    """The list of people is for those who see all names: members and extended members."""
    return sight_of(user).names


def can_read_accounts(user: Person) -> bool:
    """Technical administrators, and whoever examines what they do."""
    return has_role(user, Role.ADMINISTRATOR, Role.AUDITOR)


def can_manage_account(user: Person, account: User) -> bool:
    """Close, open and free other people's accounts; nobody does it to their own."""
    is_other = user.pk != account.pk and account.erased_at is None
    return is_other and has_role(user, Role.ADMINISTRATOR)


def can_ask_for_seat(user: Person) -> bool:
    """Whoever has an account."""
    return user.is_authenticated


def can_confirm_seat(user: Person, seat: Seat) -> bool:
    """Nobody confirms themselves.

    Functions are given by the secretariat, that of administrator by administrators. An
    organisation's first seat is confirmed by the secretariat or the national authority, later
    ones by a confirmed colleague too.
    """
    if not user.is_authenticated or user.pk == seat.person_id:
        return False
    if seat.function == Function.ADMINISTRATOR:
        return has_role(user, Role.ADMINISTRATOR)
    if has_role(user, Role.SECRETARIAT):
        return True
    if seat.function != Function.MEMBER:
        return False
    colleagues = seat.organisation.seats.current().filter(function=Function.MEMBER)
    if colleagues.exists():
        return colleagues.filter(person=user).exists()
    return is_authority_for(user, seat.organisation.country, seat.organisation.region)


def can_end_seat(user: Person, seat: Seat) -> bool:
    """One's own; else as who could have given it."""
    if not user.is_authenticated:
        return False
    if user.pk == seat.person_id or has_role(user, Role.SECRETARIAT):
        return user.pk == seat.person_id or seat.function != Function.ADMINISTRATOR
    return can_confirm_seat(user, seat)


def can_act_on(user: Person, seat: Seat) -> bool:
    """Act for the organisation of one's own current seat."""
    return user.is_authenticated and user.seats.current().filter(pk=seat.pk).exists()


def is_authority_for(user: Person, country: str, region: str = "") -> bool:
    """Whether the person sits in the national authority in charge of the place."""
    if not has_role(user, Role.AUTHORITY):
        return False
    in_charge = Organisation.objects.in_charge_of(country, region)
    seats = Seat.objects.current().filter(person_id=user.pk, function=Function.MEMBER)
    return seats.filter(organisation__in=in_charge).exists()


def can_publish_entry(user: Person, entry: Entry) -> bool:
    """The secretariat, but nobody decides on an entry of their own organisation."""
    if not has_role(user, Role.SECRETARIAT):
        return False
    own = Seat.objects.current().filter(person_id=user.pk)
    return not entry.organisation_id or not own.filter(organisation=entry.organisation_id).exists()


# Who reads what everybody did; all others read what they did themselves.
READS_HISTORY = (Role.SECRETARIAT, Role.AUDITOR, Role.STEERING_GROUP)


def can_read_history(user: Person) -> bool:
    """The history of everything that they may see."""
    return has_role(user, *READS_HISTORY)


def can_read_page_texts(user: Person) -> bool:
    """Drafts of pages too, as they were saved: who may edit all of them, and the auditor."""
    return has_role(user, Role.SECRETARIAT, Role.AUDITOR)


def can_erase(user: Person, person: User) -> bool:
    """One's own account; administrators any, the secretariat any but an administrator's."""
    if not user.is_authenticated or person.erased_at:
        return False
    if user.pk == person.pk or has_role(user, Role.ADMINISTRATOR):
        return True
    return has_role(user, Role.SECRETARIAT) and not has_role(person, Role.ADMINISTRATOR)


def can_erase_others(user: Person) -> bool:
    """The secretariat and administrators."""
    return has_role(user, Role.SECRETARIAT, Role.ADMINISTRATOR)


def can_cancel_erasure(user: Person, erasure: Erasure) -> bool:
    """Whoever could ask for it."""
    return can_erase(user, erasure.person)


def can_consent(user: Person) -> bool:
    """Whoever has an account, for oneself."""
    return user.is_authenticated


def can_withdraw_consent(user: Person, consent: Consent) -> bool:
    """One's own alone."""
    return user.is_authenticated and user.pk == consent.person_id


def can_ask_for_data(user: Person) -> bool:
    """Whoever has an account gets what is kept of oneself."""
    return user.is_authenticated
