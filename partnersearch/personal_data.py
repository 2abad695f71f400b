"""What offers keep of a person, and what goes from those that have long been closed."""

import re
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from hub.registries import (
    PersonalRecords,
    PrivacyNotice,
    personal_records,
    privacy_notices,
    search_refreshers,
)
from partnersearch import search
from partnersearch.models import Offer

RECORDS = {
    "partnersearch.Offer.posted_by": PersonalRecords(
        ("title", "pitch", "language", "organisation", "state", "created_at", "change")
    ),
    "partnersearch.Offer.decided_by": PersonalRecords(("title", "decided_at", "decision_reason")),
}
NOTICE = PrivacyNotice(
    title=_("Partner search"),
    short=_(
        "The offer is public and stands in the name of your organisation. Your name is seen by "
        "those who approve it. Please write no names and no addresses into it."
    ),
    data=_("Who wrote and who approved an offer. No data on participants, ever."),
    basis=_("The network's task in the public interest (Article 6(1)(e))."),
    recipients=_("Your organisation, the national authority and the secretariat."),
    kept=_("Six months after the offer was closed; the offer itself stays, without persons."),
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d ()/-]{6,}\d")
TAKEN_OUT = "–"


def forget_persons_of_closed_offers(before: datetime, dry_run: bool) -> int:
    """Who wrote them, in the history too, and addresses that somebody wrote into the text."""
    history: Any = Offer.history
    closed = Offer.objects.filter(closed_at__lt=before)
    rows = history.filter(id__in=closed.values("pk"))
    named = closed.filter(posted_by__isnull=False).values_list("pk", flat=True)
    named_before = rows.filter(posted_by__isnull=False).values_list("id", flat=True)
    with_address = {row.pk for row in closed.iterator() if _without_addresses(row)} | {
        row.id for row in rows.iterator() if _without_addresses(row)
    }
    found = {*named, *named_before, *with_address}
    if not dry_run:
        for pk in found:
            _forget_persons_of(pk)
    return len(found)


@transaction.atomic
def _forget_persons_of(pk: int) -> None:
    history: Any = Offer.history
    Offer.objects.filter(pk=pk).update(posted_by=None)
    history.filter(id=pk).update(posted_by=None)
    for row in [*Offer.objects.filter(pk=pk), *history.filter(id=pk)]:
        if changed := _without_addresses(row):
            type(row)._base_manager.filter(pk=row.pk).update(**changed)
    search.keep(Offer.objects.get(pk=pk))


def _without_addresses(row: Any) -> dict[str, str]:
    """The texts of this row that hold an address or a number, without it."""
    texts = {
        each.name: getattr(row, each.name)
        for each in Offer._meta.local_concrete_fields
        if isinstance(each, (models.CharField, models.TextField)) and not each.choices
    }
    cleaned = {name: ADDRESS.sub(TAKEN_OUT, text) for name, text in texts.items() if text}
    return {name: text for name, text in cleaned.items() if text != texts[name]}


def refresh_search(model: type[models.Model], keys: set[Any]) -> None:
    if model is Offer:
        for offer in Offer.objects.filter(pk__in=keys):
            search.keep(offer)


def register() -> None:
    """Called in `PartnerSearchConfig.ready`."""
    for key, records in RECORDS.items():
        personal_records.register(key, records)
    search_refreshers.register("partnersearch", refresh_search)
    privacy_notices.register("partner_search", NOTICE, order=30)
