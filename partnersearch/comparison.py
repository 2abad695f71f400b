"""What a change would make of an approved offer, word by word."""

from typing import NamedTuple

from hub.words import Part, compared
from partnersearch.facts import all_facts, words
from partnersearch.models import Offer


class Difference(NamedTuple):
    """A fact that differs; the parts are for components/difference.html."""

    term: str
    parts: list[Part]


def differences(offer: Offer) -> list[Difference]:
    """Between what is approved and what its owner wrote since; empty without a change."""
    latest = offer.latest
    before = words(offer) + all_facts(offer)
    after = words(latest) + all_facts(latest)
    return [
        Difference(term, compared(str(old), str(new)))
        for (term, old), (_term, new) in zip(before, after, strict=True)
        if old != new
    ]
