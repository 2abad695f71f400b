"""Who changed a record, for whom and why: set once around a change, kept in every history row."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.functional import SimpleLazyObject
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record
from wagtail.models import ModelLogEntry, PageLogEntry

from network.acting import acting_for


@dataclass(frozen=True)
class Acting:
    """A person, the organisation that the person acts for, and the reason given."""

    by: Any = None
    for_: Any = None
    reason: str = ""


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)
_request: ContextVar[Any] = ContextVar("request", default=None)


@contextmanager
def acting(*, by, for_=None, reason: str = "") -> Iterator[None]:
    """Sign every history row written inside with this person, organisation and reason."""
    token = _acting.set(Acting(by, for_ or _organisation_of_request(by), reason))
    try:
        yield
    finally:
        _acting.reset(token)


def _organisation_of_request(by):
    """For whom the person who sent the current request acts, if it is the same person."""
    request = _request.get()
    if (
        request is None
        or by is None
        or not request.user.is_authenticated
        or request.user.pk != by.pk
    ):
        return None
    return acting_for(request)


def current() -> Acting:
    """Who acts now: as set by `acting`, else who sent the request, else a command line."""
    if (explicit := _acting.get()) is not None:
        return explicit
    request = _request.get()
    if request is not None and request.user.is_authenticated:
        return Acting(request.user, acting_for(request))
    return Acting(reason="" if request else "command line")


class ActingMiddleware:
    """Lets history know its request, and templates for whom one acts (`request.acting_for`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.acting_for = SimpleLazyObject(lambda: acting_for(request))
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)


class Actor(models.Model):
    """What history rows carry beside Django's own: the organisation acted for."""

    acting_for = models.ForeignKey(
        "network.Organisation",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        abstract = True


def history(**kwargs) -> HistoricalRecords:
    """The history of a record, to be put on its model as `history = history()`."""
    return HistoricalRecords(
        bases=[Actor],
        get_user=lambda **_: current().by,
        history_change_reason_field=models.TextField(null=True),
        **kwargs,
    )


@receiver(pre_create_historical_record)
def sign(sender, history_instance, **kwargs) -> None:
    """Stamp the row with who, for whom and why."""
    actor = current()
    history_instance.acting_for = actor.for_
    if actor.reason and not history_instance.history_change_reason:
        history_instance.history_change_reason = actor.reason


@receiver(pre_save, sender=PageLogEntry)
@receiver(pre_save, sender=ModelLogEntry)
def sign_log_entry(sender, instance, **kwargs) -> None:
    """Wagtail's log of pages and files: for whom and why stand beside what Wagtail keeps itself."""
    if not instance._state.adding:
        return
    actor = current()
    if actor.for_ is not None:
        instance.data = {**instance.data, "acting_for": actor.for_.pk}
    if actor.reason:
        instance.data = {**instance.data, "reason": actor.reason}
