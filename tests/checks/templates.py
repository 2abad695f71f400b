"""Rules for our own templates that the HTML checker does not know."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

# The policy (hub/security.py) stops the first ones; the last ones show the wrong language.
FORBIDDEN = {
    r"""<[^>{%]*\sstyle\s*=""": "an inline style: put it into the style sheet",
    r"""<[^>{%]*\son[a-z]+\s*=\s*["']""": "an inline handler: put it into a script of hub/static",
    r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/)""": "an inline script",
    r"""<style\b""": "a style element: put it into the style sheet",
    r"""(?:src|href)\s*=\s*["'](?:https?:)?//(?!{)[^"']*\.(?:js|css|woff2?|png|jpe?g|svg)\b""": (
        "a file of another host: nobody else is asked for anything"
    ),
    r"""{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)""": "blocktranslate without trimmed",
    r"""{%\s*(?:pageurl|slugurl|fullpageurl)\b""": "leaves the reader's language: use page_url",
    r"""\.localized\b""": "`.localized` asks the database for each link: use page_url",
}
# Mail clients know no style sheet.
MAILS = "email"


def offences(path: Path, text: str) -> list[str]:
    """`line: what is wrong` for each rule that this template breaks."""
    # A comment may name what is forbidden.
    text = re.sub(
        r"{#.*?#}|{%\s*comment\b.*?endcomment\s*%}",
        lambda found: re.sub(r"[^\n]", " ", found[0]),
        text,
        flags=re.DOTALL,
    )
    found = []
    for pattern, reason in FORBIDDEN.items():
        if MAILS in path.parts and "style" in pattern:
            continue
        found += [
            f"{text.count(chr(10), 0, match.start()) + 1}: {reason}"
            for match in re.finditer(pattern, text, re.IGNORECASE)
        ]
    return found


def templates() -> list[Path]:
    return sorted(
        p for p in (ROOT / "templates").rglob("*") if p.suffix in {".html", ".txt", ".svg"}
    )


def main() -> int:
    lines = [
        f"{path.relative_to(ROOT)}:{offence}"
        for path in templates()
        for offence in offences(path, path.read_text())
    ]
    print("\n".join(lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
