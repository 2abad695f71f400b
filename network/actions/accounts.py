"""Accounts are made for the first people of a hub, closed, opened again, freed of a lost second step."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub import page_cache
from network import emails, rules
from network.actions.groups import derive_groups
from network.actions.seats import lock_secretariat
from network.history import acting
from network.models import Function, Organisation, OrganisationKind, Seat, User

CLOSED = "network.account_closed"
REOPENED = "network.account_reopened"
FACTOR_RESET = "network.second_factor_reset"


class AccountError(Exception):
    """This cannot be done to an account; the message is for the person who tried."""


@transaction.atomic
def close_account(*, account: User, by: User, reason: str) -> None:
    """Nobody signs in with it any more, from this moment on; seats and what was written stay."""
    lock_secretariat()
    locked = _locked(account, by)
    if not locked.is_active:
        raise AccountError(_("Somebody else was quicker: this is done already."))
    if is_last_secretariat(locked):
        raise AccountError(_("The network needs a secretariat: name another person first."))
    emails.tell_account_closed(locked, reason=reason)
    locked.is_active = False
    locked.save(update_fields=["is_active"])
    _end_sessions(locked)
    _remember(locked, CLOSED, by, reason)
    page_cache.renew()  # the person is in the directory no longer
    account.refresh_from_db()


@transaction.atomic
def reopen_account(*, account: User, by: User, reason: str) -> None:
    """The person signs in again as before."""
    locked = _locked(account, by)
    if locked.is_active:
        raise AccountError(_("Somebody else was quicker: this is done already."))
    locked.is_active = True
    locked.save(update_fields=["is_active"])
    _remember(locked, REOPENED, by, reason)
    page_cache.renew()
    emails.tell_account_reopened(locked, reason=reason)
    account.refresh_from_db()


@transaction.atomic
def reset_second_factor(*, account: User, by: User, reason: str) -> None:
    """Phone or key are lost: what was set up is forgotten, and all devices are signed out."""
    locked = _locked(account, by)
    forgotten, _kinds = Authenticator.objects.filter(user=locked).delete()
    if not forgotten:
        raise AccountError(_("No second step is set up for this account."))
    _end_sessions(locked)
    _remember(locked, FACTOR_RESET, by, reason)
    emails.tell_second_factor_reset(locked, reason=reason)


def is_last_secretariat(account: User) -> bool:
    """Whether the hub would have no secretariat that can sign in without this account."""
    seats = Seat.objects.current().filter(function=Function.SECRETARIAT, person__is_active=True)
    holders = set(seats.values_list("person_id", flat=True))
    return holders == {account.pk}


def _locked(account: User, by: User) -> User:
    """Two administrators at once decide one after the other."""
    locked = User.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if not rules.can_manage_account(by, locked):
        raise AccountError(_("You cannot change this account."))
    return locked


def _end_sessions(account: User) -> None:
    known = UserSession.objects.filter(user=account)
    Session.objects.filter(session_key__in=known.values("session_key")).delete()
    known.delete()


def _remember(account: User, action: str, by: User, reason: str) -> None:
    with acting(by=by, reason=reason):
        log(instance=account, action=action, user=by, title=f"#{account.pk}")


# The first people


@transaction.atomic
def name_first_people(
    *,
    secretariat: str,
    administrator: str,
    organisation: str,
    country: str,
    first_name: str = "",
    last_name: str = "",
) -> tuple[User, User]:
    """Secretariat and technical administrator of a new hub; each confirms the other's seat."""
    if (
        Seat.objects.current()
        .filter(function=Function.SECRETARIAT, person__is_active=True)
        .exists()
    ):
        raise AccountError("The network has a secretariat already; it gives all further seats.")
    if secretariat.strip().lower() == administrator.strip().lower():
        raise AccountError("Secretariat and technical administrator are two persons.")
    home = _organisation(organisation, country)
    first = _account(secretariat, first_name=first_name, last_name=last_name)
    second = _account(administrator)
    for person, function, confirmer in (
        (first, Function.SECRETARIAT, second),
        (second, Function.ADMINISTRATOR, first),
    ):
        with acting(by=None, reason="command line"):
            Seat.objects.get_or_create(
                person=person,
                organisation=home,
                function=function,
                until=None,
                defaults={"confirmed_at": timezone.now(), "confirmed_by": confirmer},
            )
        derive_groups(person=person)
        emails.tell_account_made(person)
    return first, second


def _organisation(name: str, country: str) -> Organisation:
    known = Organisation.objects.filter(name__iexact=name).first()
    if known:
        return known
    made = Organisation(
        name=name,
        slug=slugify(name),
        kind=OrganisationKind.PUBLIC_BODY,
        country=country,
        language=settings.LANGUAGE_CODE,
    )
    made.full_clean()
    with acting(by=None, reason="command line"):
        made.save()
    return made


def _account(email: str, **names: str) -> User:
    """The account of this address, made if it is not there; its person chooses a password by mail."""
    email = email.strip().lower()
    account = User.objects.filter(email__iexact=email).first()
    if account is None:
        account = User(email=email, **names)
        account.set_unusable_password()
        account.full_clean()
        account.save()
    EmailAddress.objects.update_or_create(
        user=account, email=email, defaults={"verified": True, "primary": True}
    )
    return account


# Retention


@transaction.atomic
def forget_unconfirmed_accounts(before: datetime, dry_run: bool) -> int:
    """Accounts whose address nobody confirmed: they could never sign in, so nothing hangs on them."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    accounts = User.objects.filter(
        ~Exists(confirmed),
        date_joined__lt=before,
        last_login=None,
        erased_at=None,
        seats=None,
        is_staff=False,
    )
    count = accounts.count()
    if not dry_run:
        for account in accounts:
            account.delete()
    return count
