"""The interface's sentences: gathered from the code (`--update`), or checked.

Babel reads the sources, so nobody needs gettext. A language that is switched on by default must
translate every sentence; a catalogue of any other language is checked for what it holds.

There are two catalogues of a language: `django.po` for the interface, and `pages.po` for the texts
of pages that are written in code, which bring English and Danish themselves.
"""

import argparse
import ast
import io
import os
import re
import sys
from pathlib import Path

import django
import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
LOCALE = ROOT / "hub" / "locale"
APPS = ("hub", "network", "workpackages", "meetings", "partnersearch")
# Where the sentence stands among the arguments: "c" is the context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sd]|(?<!{){\w*}")
TAG = re.compile(r"</?[a-z0-9]+")
# The sentences in the code are British English already.
SOURCE_LANGUAGE = "en"
# Modules whose pairs of texts are pages, and the languages of those pairs.
PAGES = (
    "hub/standing_pages.py",
    "hub/demo_pages.py",
    "workpackages/demo_texts.py",
    "meetings/demo_texts.py",
)
PAIRED = {"en", "da"}


def sources():
    """(path, Python) of all code and templates; the extractor reads a template as Python."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text()
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".svg"}:
            python = templatize(path.read_text(), origin=str(path))
            # Blanked text keeps its indentation, which means nothing here.
            yield path, "\n".join(line.strip() for line in python.splitlines())


def sentences() -> dict[tuple, list[tuple[str, str]]]:
    """(context, singular, plural) of every sentence → where it stands."""
    found: dict[tuple, list[tuple[str, str]]] = {}
    for path, source in sources():
        file = io.BytesIO(source.encode())
        for line, function, arguments, _comments in extract_python(file, KEYWORDS, [], {}):
            texts = arguments if isinstance(arguments, tuple) else (arguments,)
            if function.startswith(("pgettext", "npgettext")):
                context, texts = texts[0], texts[1:]
            else:
                context = None
            plural = texts[1] if function.startswith(("ngettext", "npgettext")) else None
            if texts[0]:
                place = (str(path.relative_to(ROOT)), str(line))
                found.setdefault((context, texts[0], plural), []).append(place)
    return found


def page_texts() -> dict[tuple, list[tuple[str, str]]]:
    """The first text of every pair, a tuple of two texts, → where it stands."""
    found: dict[tuple, list[tuple[str, str]]] = {}
    for path in PAGES:
        for node in ast.walk(ast.parse((ROOT / path).read_text())):
            if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                pair = [part.value for part in node.elts if isinstance(part, ast.Constant)]
                if len(pair) == 2 and all(isinstance(text, str) and text for text in pair):
                    found.setdefault((None, pair[0], None), []).append((path, str(node.lineno)))
    return found


def key(entry: polib.POEntry) -> tuple:
    return (entry.msgctxt, entry.msgid, entry.msgid_plural or None)


def texts_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def po_path(language: str, domain: str = "django") -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def faults(language: str, wanted: dict, domain: str = "django") -> list[str]:
    """What is wrong with one language's catalogue, one line each."""
    path = po_path(language, domain)
    if not path.exists():
        return [f"{language}: there is no catalogue; make messages"]
    catalogue = polib.pofile(str(path))
    entries = {key(entry): entry for entry in catalogue if not entry.obsolete}
    lines = []
    if language in settings.HUB_LANGUAGES:
        missing = [texts for texts in wanted if texts not in entries]
        lines += [f"not in the catalogue (make messages): {texts[1]!r}" for texts in missing]
        lines += [
            f"no longer in the code (make messages): {k[1]!r}" for k in entries if k not in wanted
        ]
        lines += [
            f"not translated: {entry.msgid!r}"
            for texts, entry in entries.items()
            if texts in wanted and not all(texts_of(entry))
        ]
    for entry in entries.values():
        if entry.fuzzy:
            lines.append(f"fuzzy: {entry.msgid!r}")
        allowed = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
        needed = set(PLACEHOLDER.findall(entry.msgid)) if not entry.msgid_plural else set()
        for text in filter(None, texts_of(entry)):
            if not needed <= set(PLACEHOLDER.findall(text)) <= allowed:
                lines.append(f"other placeholders than the source: {entry.msgid!r} → {text!r}")
            if domain == "pages" and TAG.findall(entry.msgid) != TAG.findall(text):
                lines.append(f"other markup than the source: {entry.msgid!r} → {text!r}")
    if not compiled_is_fresh(catalogue, path.with_suffix(".mo")):
        lines.append("the compiled catalogue is older than its source (make messages)")
    return [f"{language}/{domain}.po: {line}" for line in lines]


def compiled_is_fresh(catalogue: polib.POFile, compiled: Path) -> bool:
    if not compiled.exists():
        return False
    then = {key(entry): texts_of(entry) for entry in polib.mofile(str(compiled))}
    now = {key(entry): texts_of(entry) for entry in catalogue.translated_entries()}
    return then == now


def update(language: str, wanted: dict, domain: str = "django") -> str:
    """Bring one catalogue up to the code: new sentences in, unused ones out, nothing guessed."""
    path = po_path(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    old = polib.pofile(str(path)) if path.exists() else []
    known = {key(entry): entry for entry in old}
    new = polib.POFile(wrapwidth=100)
    new.metadata = {
        "Project-Id-Version": "network-hub",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
    }
    for texts, places in sorted(
        wanted.items(), key=lambda item: (item[1][0][0], int(item[1][0][1]))
    ):
        context, singular, plural = texts
        entry = polib.POEntry(msgctxt=context, msgid=singular, msgid_plural=plural or "")
        # Files without lines: a moved line is no change of a sentence.
        entry.occurrences = [(file, "") for file in dict.fromkeys(file for file, _line in places)]
        if re.search(r"%\(\w+\)|%[sd]", singular):
            entry.flags = ["python-format"]
        before = known.get(texts)
        if before is not None:
            entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
        elif plural:
            entry.msgstr_plural = dict.fromkeys(range(plural_count(language)), "")
        new.append(entry)
    new.save(str(path))
    new.save_as_mofile(str(path.with_suffix(".mo")))
    open_ = len(new.untranslated_entries())
    return f"{language}/{domain}.po: {len(new)} sentences, {open_} not translated"


def plural_forms(language: str) -> str:
    """The rule that Django's own catalogue of the language has; without one, ours as it is."""
    django_po = (
        Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    )
    if django_po.exists():
        return polib.pofile(str(django_po)).metadata["Plural-Forms"]
    if po_path(language).exists():
        return polib.pofile(str(po_path(language))).metadata["Plural-Forms"]
    return "nplurals=2; plural=(n != 1);"


def plural_count(language: str) -> int:
    return int(re.search(r"nplurals=(\d)", plural_forms(language))[1])


def languages() -> list[str]:
    """Those that are switched on by default, and those that have a catalogue already.

    A catalogue without a sentence only says how its language counts (Maltese): it stays so.
    """
    found = {path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po")}
    return sorted((found | set(settings.HUB_LANGUAGES)) - {SOURCE_LANGUAGE})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("languages", nargs="*", help="only these, not all")
    options = parser.parse_args()
    django.setup()
    wanted, wanted_pages = sentences(), page_texts()
    chosen = options.languages or languages()
    with_pages = [code for code in chosen if code in set(settings.HUB_LANGUAGES) - PAIRED]
    if options.update:
        for language in chosen:
            if language in settings.HUB_LANGUAGES or len(polib.pofile(str(po_path(language)))):
                print(update(language, wanted))
            if language in with_pages:
                print(update(language, wanted_pages, "pages"))
        return 0
    lines = [line for language in chosen for line in faults(language, wanted)]
    lines += [line for language in with_pages for line in faults(language, wanted_pages, "pages")]
    print("\n".join(lines) or f"{len(wanted)} sentences in {len(chosen) + 1} languages")
    return 1 if lines else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    sys.exit(main())
