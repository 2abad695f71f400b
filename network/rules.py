"""Who may do what with seats, programmes and projects."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from network.models import (
    Circle,
    Consent,
    Erasure,
    Function,
    Invitation,
    Organisation,
    OrganisationProposal,
    ProposalState,
    Seat,
    User,
)
from network.models.directory import Entry
from network.models.organisation import in_charge_among
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


def can_withdraw_request(user: Person, seat: Seat) -> bool:
    """One's own, as long as nobody has answered."""
    return user.is_authenticated and user.pk == seat.person_id and seat.is_waiting


def can_hand_over_seat(user: Person, seat: Seat) -> bool:
    """One's own, to a colleague."""
    return user.is_authenticated and user.pk == seat.person_id and seat.is_current


def can_act_on(user: Person, seat: Seat) -> bool:
    """Act for the organisation of one's own current seat."""
    return user.is_authenticated and user.seats.current().filter(pk=seat.pk).exists()


# What waits for a decision


def decides_for_others(user: Person) -> bool:
    """Also on requests for organisations in which the person has no seat, or reads them."""
    return has_role(user, Role.SECRETARIAT, Role.AUTHORITY, Role.ADMINISTRATOR, Role.AUDITOR)


def can_read_requests(user: Person, seats: list[Seat] | None = None) -> bool:
    """Whoever could be asked to confirm somebody, and the auditor."""
    return decides_for_others(user) or bool(_member_seats(user, seats))


def requests_for(user: Person, seats: list[Seat] | None = None) -> QuerySet[Seat]:
    """The seats that this person may confirm now; the auditor reads all.

    `seats` are the person's current ones, if they are known already.
    """
    waiting = Seat.objects.waiting()
    if has_role(user, Role.AUDITOR):
        return waiting
    mine = Q(pk__in=[])
    if has_role(user, Role.SECRETARIAT):
        mine |= ~Q(function=Function.ADMINISTRATOR)
    if has_role(user, Role.ADMINISTRATOR):
        mine |= Q(function=Function.ADMINISTRATOR)
    if seats := _member_seats(user, seats):
        own = [seat.organisation_id for seat in seats]
        mine |= Q(function=Function.MEMBER, organisation__in=own)
        if has_role(user, Role.AUTHORITY):
            mine |= Q(function=Function.MEMBER) & _firsts_in_charge_of(seats, waiting)
    return waiting.filter(mine).exclude(person_id=user.pk)


def proposals_for(user: Person, seats: list[Seat] | None = None) -> QuerySet[OrganisationProposal]:
    """The proposed organisations that this person may take in; the auditor reads all."""
    waiting = OrganisationProposal.objects.filter(state=ProposalState.OPEN)
    if has_role(user, Role.AUDITOR, Role.SECRETARIAT):
        return waiting if has_role(user, Role.AUDITOR) else waiting.exclude(person_id=user.pk)
    if not has_role(user, Role.AUTHORITY):
        return waiting.none()
    covers = _coverage(_member_seats(user, seats))
    places = waiting.exclude(person_id=user.pk).values_list("pk", "country", "region")
    return waiting.filter(pk__in=[pk for pk, country, region in places if covers(country, region)])


def can_decide_proposal(user: Person, proposal: OrganisationProposal) -> bool:
    """The secretariat or the national authority in charge of the place; nobody for themselves."""
    if not user.is_authenticated or user.pk == proposal.person_id:
        return False
    if has_role(user, Role.SECRETARIAT):
        return True
    return is_authority_for(user, proposal.country, proposal.region)


def can_read_request(user: Person, seat: Seat) -> bool:
    """Who decides on it, whose it is, and the auditor."""
    own = user.is_authenticated and user.pk == seat.person_id
    return own or has_role(user, Role.AUDITOR) or can_confirm_seat(user, seat)


def can_read_proposal(user: Person, proposal: OrganisationProposal) -> bool:
    """Who decides on it, whose it is, and the auditor."""
    own = user.is_authenticated and user.pk == proposal.person_id
    return own or has_role(user, Role.AUDITOR) or can_decide_proposal(user, proposal)


def can_choose_circle(user: Person) -> bool:
    """The secretariat; what an authority takes in runs projects."""
    return has_role(user, Role.SECRETARIAT)


def _firsts_in_charge_of(seats: list[Seat], waiting: QuerySet[Seat]) -> Q:
    """Waiting seats of organisations without people, in the places these authorities look after."""
    covers = _coverage(seats)
    colleagues = Seat.objects.current().filter(
        organisation=OuterRef("organisation"), function=Function.MEMBER
    )
    firsts = waiting.filter(~Exists(colleagues)).values_list(
        "pk", "organisation__country", "organisation__region"
    )
    return Q(pk__in=[pk for pk, country, region in firsts if covers(country, region)])


def _coverage(seats: list[Seat]) -> Callable[[str, str], bool]:
    """A function that says of a place whether the organisations of these seats look after it."""
    mine = {seat.organisation_id for seat in seats}
    countries = {seat.organisation.country for seat in seats if seat.organisation.is_authority}
    by_country: dict[str, list[Organisation]] = {country: [] for country in countries}
    for authority in Organisation.objects.filter(
        is_authority=True, circle=Circle.CORE, country__in=countries
    ):
        by_country[authority.country].append(authority)

    def covers(country: str, region: str) -> bool:
        in_charge = in_charge_among(by_country.get(country, []), region)
        return any(authority.pk in mine for authority in in_charge)

    return covers


def _member_seats(user: Person, seats: list[Seat] | None = None) -> list[Seat]:
    if not user.is_authenticated:
        return []
    if seats is None:
        seats = list(user.seats.current().select_related("organisation"))
    return [seat for seat in seats if seat.function == Function.MEMBER]


# People and invitations


def can_read_colleagues(user: Person, organisation: Organisation) -> bool:
    """Who works there, the secretariat, the auditor, administrators, and the authority in charge."""
    if has_role(user, Role.SECRETARIAT, Role.AUDITOR, Role.ADMINISTRATOR):
        return True
    if not user.is_authenticated:
        return False
    if user.seats.current().filter(organisation=organisation).exists():
        return True
    return is_authority_for(user, organisation.country, organisation.region)


def can_invite(user: Person, organisation: Organisation, function: str = Function.MEMBER) -> bool:
    """As who could confirm the seat that follows from it."""
    return can_confirm_seat(user, Seat(organisation=organisation, function=function))


def can_invite_somebody(user: Person, organisation: Organisation) -> bool:
    """In at least one function."""
    return can_invite(user, organisation) or has_role(user, Role.ADMINISTRATOR)


def can_read_invitations(user: Person, organisation: Organisation) -> bool:
    """Addresses of people who are not here yet are for those who invite, and the auditor."""
    return can_invite_somebody(user, organisation) or has_role(user, Role.AUDITOR)


def ending_rule(user: Person, organisation: Organisation) -> Callable[[Seat], bool]:
    """`can_end_seat` for many seats of one organisation, with one question to the database."""
    as_member = can_confirm_seat(user, Seat(organisation=organisation))
    as_secretariat = has_role(user, Role.SECRETARIAT)
    as_administrator = has_role(user, Role.ADMINISTRATOR)

    def may_end(seat: Seat) -> bool:
        if user.pk == seat.person_id:
            return True
        if seat.function == Function.ADMINISTRATOR:
            return as_administrator
        return as_secretariat or (seat.function == Function.MEMBER and as_member)

    return may_end


def can_manage_invitation(user: Person, invitation: Invitation) -> bool:
    """Send it again or withdraw it: whoever could invite now."""
    return can_invite(user, invitation.organisation, invitation.function)


def can_answer_invitation(user: Person, invitation: Invitation) -> bool:
    """The person whose address it was sent to, once that address is confirmed."""
    found = Invitation.objects.valid().to_address_of(user)
    return found.filter(pk=invitation.pk).exists()


# Places and entries


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


def can_search_history_by_address(user: Person) -> bool:
    """A part of an address that finds somebody tells it, letter by letter."""
    return has_role(user, Role.SECRETARIAT, Role.AUDITOR)


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
