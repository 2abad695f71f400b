"""What a change would make of an approved offer, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from partnersearch.facts import all_facts, words
from partnersearch.models import Offer

Part = tuple[str, str]


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


def compared(old: str, new: str) -> list[Part]:
    """The same, removed and added stretches of words in reading order."""
    first, second = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    parts: list[Part] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("same", "".join(first[i1:i2])))
            continue
        if i1 < i2:
            parts.append(("removed", "".join(first[i1:i2])))
        if j1 < j2:
            parts.append(("added", "".join(second[j1:j2])))
    return parts
