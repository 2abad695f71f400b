"""The diagrams of states in docs/architecture.md, printed from the tables in the code.

python -m tests.checks.diagrams      writes them anew
"""

import os
import re
import sys
from importlib import import_module
from pathlib import Path

import django

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "architecture.md"
# Table of transitions → what it is the life of.
TABLES = {
    "partnersearch.actions.TRANSITIONS": "An offer",
    "workpackages.actions.TRANSITIONS": "A suggestion",
    "meetings.actions.ACTION_MOVES": "An action",
    "network.actions.MOVES": "An entry of the directory",
    "network.actions.INVITATION_MOVES": "An invitation",
    "network.actions.PROPOSAL_MOVES": "An organisation that somebody has named",
}


def edges(table) -> list[tuple[str, str, str]]:
    """(from, to, verb) of a table by verbs, or by states with those that follow."""
    found = []
    for key, value in table.items():
        if hasattr(value, "sources"):
            found += [(source.value, value.target.value, key) for source in value.sources]
        else:
            found += [(key.value, target.value, "") for target in sorted(value)]
    return found


def diagram(name: str) -> str:
    module, _dot, table = name.rpartition(".")
    lines = [f"<!-- {name} -->", f"**{TABLES[name]}**", "", "```mermaid", "stateDiagram-v2"]
    for source, target, verb in edges(getattr(import_module(module), table)):
        label = f" : {verb.replace('_', ' ')}" if verb else ""
        lines.append(f"    {source} --> {target}{label}")
    return "\n".join([*lines, "```", "<!-- end -->"])


def with_diagrams(text: str) -> str:
    """The document with every diagram as the code has it now."""
    return re.sub(
        r"<!-- ([\w.]+) -->\n.*?<!-- end -->",
        lambda found: diagram(found[1]),
        text,
        flags=re.DOTALL,
    )


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    DOCUMENT.write_text(with_diagrams(DOCUMENT.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
