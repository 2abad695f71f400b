"""An account is erased: planned, called off, carried out; the network's record stays."""

import logging
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.erasing import forget_old_pages, take_out, tell
from hub.jobs import enqueue_on_commit
from hub.personal_data import forget_caches
from hub.registries import due_jobs, erasure_steps
from network import emails, personal_data, rules
from network.actions.accounts import is_last_secretariat
from network.actions.seats import SeatError, close, lock_secretariat
from network.models import Erasure, User
from network.personal_data import PersonalDataError

logger = logging.getLogger(__name__)

# From the warning to the erasure of an account that nobody uses.
DAYS_FROM_WARNING = 30


@transaction.atomic
def ask_for_erasure(*, person: User, by: User, reason: str = "", at_once: bool = False) -> Erasure:
    """Plan it: it takes effect after some days in which it can be called off, or at once."""
    if not rules.can_erase(by, person):
        raise PersonalDataError(_("You cannot erase this account."))
    if by != person and not reason.strip():
        raise PersonalDataError(_("Give a reason."))
    if is_last_secretariat(person):
        raise PersonalDataError(_("The network needs a secretariat: name another person first."))
    days = 0 if at_once else settings.HUB_ERASURE_GRACE_DAYS
    due_at = timezone.now() + timedelta(days=days)
    erasure, made = Erasure.objects.get_or_create(
        person=person,
        cancelled_at=None,
        done_at=None,
        defaults={"asked_by": by, "reason": reason.strip(), "due_at": due_at},
    )
    if not made:
        raise PersonalDataError(_("This account is going to be erased already."))
    if at_once:
        enqueue_on_commit(due_jobs["network.erasures"].task)
    else:
        emails.announce_erasure(erasure)
    return erasure


@transaction.atomic
def cancel_erasure(*, erasure: Erasure, by: User) -> None:
    """The account stays as it is."""
    locked = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    if not rules.can_cancel_erasure(by, locked):
        raise PersonalDataError(_("You cannot call this erasure off."))
    if not locked.is_open or locked.has_begun:
        raise PersonalDataError(_("Somebody else was quicker: this is done already."))
    locked.cancelled_at = timezone.now()
    locked.save()
    erasure.refresh_from_db()


def erase_due() -> int:
    """Carry out the erasures whose day has come; returns how many."""
    done = 0
    for erasure in Erasure.objects.due().select_related("person"):
        try:
            done += _carry_out(erasure)
        except SeatError as error:
            # The last secretariat: it is tried again tomorrow, and seen in the list until then.
            again = timezone.now() + timedelta(days=1)
            Erasure.objects.filter(pk=erasure.pk).update(remains=str(error), due_at=again)
        except Exception:
            # Taken up again by the next run; the others do not wait for it.
            logger.exception("An erasure was interrupted")
    return done


def _carry_out(erasure: Erasure) -> bool:
    """In steps that harm nothing when they are done twice; the name goes last."""
    person = erasure.person
    if not _close_account(erasure):
        return False
    traces = personal_data.traces_of(person)
    for step in erasure_steps:
        step(person, traces)
    spared = {
        User._meta.db_table: {person.pk},
        EmailAddress._meta.db_table: set(
            EmailAddress.objects.filter(user=person).values_list("pk", flat=True)
        ),
    }
    outcome = take_out(traces, spared=spared)
    left = outcome.left | personal_data.name_in_common_use(person)
    address, language = person.email, person.language
    if not _blank(erasure, remains=tell(left.items())):
        return False
    forget_caches()
    forget_old_pages()
    emails.confirm_erasure(address=address, language=language)
    erasure.refresh_from_db()
    if erasure.remains:
        emails.report_remains(erasure)
    return True


@transaction.atomic
def _blank(erasure: Erasure, *, remains: str) -> bool:
    """The last step; only one of two workers takes it."""
    locked = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    if not locked.is_open:
        return False
    personal_data.forget_rows(erasure.person)
    personal_data.blank(erasure.person)
    locked.done_at, locked.remains = timezone.now(), remains
    locked.save(update_fields=["done_at", "remains"])
    return True


@transaction.atomic
def _close_account(erasure: Erasure) -> bool:
    """Nobody can sign in and no seat is held from here on; who has signed in again is spared."""
    locked = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    person = erasure.person
    if not locked.is_open:
        return False
    last_login = person.last_login
    if locked.is_for_inactivity and last_login and last_login > locked.created_at:
        Erasure.objects.filter(pk=locked.pk).update(cancelled_at=timezone.now())
        return False
    lock_secretariat()
    open_seats = person.seats.select_for_update(of=("self",)).filter(until=None)
    for seat in open_seats:
        close(
            seat,
            signed=locked.asked_by or person,
            reason="account erased",
            tells_person=False,
        )
    User.objects.filter(pk=person.pk).update(is_active=False)
    person.is_active = False
    return True


def plan_for_inactive(before: datetime, dry_run: bool) -> int:
    """Who has not signed in for two years is told by mail, and erased a month later.

    Signing in calls it off. Returns how many are told.
    """
    unused = User.objects.filter(is_active=True, erased_at=None, date_joined__lt=before)
    unused = unused.filter(Q(last_login=None) | Q(last_login__lt=before))
    unused = unused.exclude(pk__in=Erasure.objects.open().values("person"))
    if dry_run:
        return unused.count()
    told = 0
    for person in unused:
        with transaction.atomic():
            due_at = timezone.now() + timedelta(days=DAYS_FROM_WARNING)
            erasure = Erasure.objects.create(person=person, is_for_inactivity=True, due_at=due_at)
            emails.announce_erasure(erasure)
        told += 1
    return told
