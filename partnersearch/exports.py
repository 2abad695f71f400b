"""The list of offers as a table for a spreadsheet."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from hub.tables import harmless
from partnersearch import facts
from partnersearch.models import Offer
from partnersearch.search import Question

MOST = 5000


def whole(question: Question) -> Question:
    return replace(question, offset=0, limit=MOST)


def write(table: Any, offers: list[Offer], absolute: Callable[[str], str]) -> None:
    """`table` is a csv writer; the first row names the columns."""
    titles = [_("Title"), _("Title in English"), _("Summary in English"), _("Organisation")]
    terms = [term for term, _text in facts.all_facts(Offer())]
    table.writerow([*titles, *terms, _("From"), _("Until"), _("Address")])
    for offer in offers:
        row = [
            offer.title,
            offer.english_title,
            offer.english_summary,
            offer.organisation.name if offer.organisation else "",
            *(text for _term, text in facts.all_facts(offer)),
            offer.starts_on or "",
            offer.ends_on or "",
            absolute(offer.get_absolute_url()),
        ]
        table.writerow([harmless(cell) for cell in row])
