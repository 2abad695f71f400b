"""Two texts beside each other, word by word."""

import re
from difflib import SequenceMatcher

# For components/difference.html: ("same" | "added" | "removed", words).
Part = tuple[str, str]


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
