"""The one door of site search: pages, and what apps register, each with what the reader may see.

An app registers a function in `hub.registries.search_sources`:

    def search_offers(asked: SearchRequest) -> list[SearchHit]: ...

It returns its best hits first, at most `asked.limit`, and only what `asked.user` may see.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.languages import page_url
from hub.privacy import visible_to
from hub.registries import search_sources
from hub.savepoint import savepoint

logger = logging.getLogger(__name__)

MOST_WORDS = 12
MOST_LETTERS = 200
# The best hits of each source; who needs more needs better words.
LIMIT = 200
# Ranking on SQLite takes time by the square of the hits; beyond this many it is left out.
MOST_RANKED = 500


@dataclass(frozen=True)
class SearchRequest:
    """What is looked for, by whom, in which language."""

    words: str
    user: Any
    language: str
    limit: int = LIMIT


@dataclass(frozen=True)
class SearchHit:
    """A page or a record that answers; `language` is that of its title and snippet."""

    title: str
    url: str
    kind: str
    kind_name: Any
    language: str
    snippet: str = ""


@dataclass(frozen=True)
class Found:
    """All hits, and whether a source could not be asked."""

    hits: list[SearchHit]
    incomplete: bool = False

    def kinds(self) -> list[tuple[str, Any, int]]:
        """(key, name, how many) of each kind, the largest first."""
        names = {hit.kind: hit.kind_name for hit in self.hits}
        counts = {kind: sum(hit.kind == kind for hit in self.hits) for kind in names}
        return [
            (kind, names[kind], counts[kind])
            for kind in sorted(names, key=lambda k: (-counts[k], k))
        ]

    def of_kind(self, kind: str) -> list[SearchHit]:
        return [hit for hit in self.hits if hit.kind == kind]


def cleaned(words: str) -> str:
    """What a person typed, without what no index can hold."""
    printable = "".join(letter if letter.isprintable() else " " for letter in words[:MOST_LETTERS])
    return " ".join(printable.split()[:MOST_WORDS])


def search(words: str, *, user: Any, language: str) -> Found:
    """Ask all sources; the best of each stand first."""
    asked = SearchRequest(cleaned(words), user, language)
    if not asked.words:
        return Found([])
    answers = []
    incomplete = False
    for key, source in [("pages", search_pages), *search_sources.items()]:
        try:
            with savepoint():
                answers.append(list(source(asked))[: asked.limit])
        except Exception:
            # One source that is away must not take the others with it.
            logger.exception("The search source %s did not answer", key)
            incomplete = True
    return Found(_interleaved(answers), incomplete)


def _interleaved(answers: list[list[SearchHit]]) -> list[SearchHit]:
    rows: Iterable[tuple[SearchHit | None, ...]] = zip_longest(*answers)
    hits: dict[str, SearchHit] = {}
    for hit in (hit for row in rows for hit in row if hit is not None):
        # A page may answer through two sources: with its public part and with that for members.
        hits.setdefault(hit.url, hit)
    return list(hits.values())


def search_pages(asked: SearchRequest) -> list[SearchHit]:
    """Live pages, one for each line of translations: the reader's language before the source."""
    ranked = _matching_keys(asked)
    if not ranked:
        return []
    pages = visible_to(
        Page.objects.filter(
            translation_key__in=ranked,
            live=True,
            alias_of=None,
            depth__gt=1,
            locale__language_code__in=settings.HUB_LANGUAGES,
        ),
        asked.user,
    ).select_related("locale", "content_type")
    shown: dict[Any, Page] = {}
    for page in sorted(pages, key=lambda page: _preference(page, asked.language)):
        shown.setdefault(page.translation_key, page)
    best = [shown[key] for key in ranked if key in shown][: asked.limit]
    summaries = _summaries(best)
    return [_hit(page, asked.language, summaries.get(page.pk, "")) for page in best]


def _summaries(pages: list[Page]) -> dict[int, str]:
    """What pages say of themselves; one query for each type of page."""
    by_type: dict[Any, list[int]] = {}
    for page in pages:
        by_type.setdefault(page.content_type.model_class(), []).append(page.pk)
    summaries: dict[int, str] = {}
    for model, keys in by_type.items():
        if model is not None and hasattr(model, "summary"):
            summaries |= dict(model.objects.filter(pk__in=keys).values_list("pk", "summary"))
    return summaries


def _matching_keys(asked: SearchRequest) -> list[Any]:
    """The translation keys of the pages that match, the best first; privacy is looked at later."""
    pages = Page.objects.live()
    try:
        with savepoint():
            results = pages.search(asked.words, operator="and")
            if results.count() > MOST_RANKED:
                newest = pages.order_by("-last_published_at")
                results = newest.search(asked.words, operator="and", order_by_relevance=False)
            found = [page.translation_key for page in results[:MOST_RANKED]]
    except DatabaseError:
        logger.exception("The search index did not answer; the titles are searched instead")
        titles = Q()
        for word in asked.words.split():
            titles &= Q(title__icontains=word)
        found = list(pages.filter(titles).values_list("translation_key", flat=True)[:MOST_RANKED])
    return list(dict.fromkeys(found))


def _preference(page: Page, language: str) -> int:
    code = page.locale.language_code
    return -1 if code == language else settings.HUB_LANGUAGES.index(code)


def _hit(page: Page, language: str, summary: str) -> SearchHit:
    model = page.content_type.model_class() or Page
    return SearchHit(
        title=page.title,
        url=page_url(page, language),
        kind=model._meta.label_lower,
        kind_name=model._meta.verbose_name if model is not Page else _("page"),
        language=page.locale.language_code,
        snippet=page.search_description or summary,
    )
