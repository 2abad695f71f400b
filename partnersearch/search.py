"""The search for offers: one interface, answered by the database's own text engine.

Values of one facet widen, facets narrow. Each engine finds the same words in the same offers,
because `OfferDocument` holds text that is folded to plain letters and questions are folded alike.
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, NamedTuple

from anyascii import anyascii
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation
from django.utils.text import Truncator

from hub.languages import reader_url
from hub.reference import nuts_name
from hub.savepoint import savepoint
from hub.search import SearchHit, SearchRequest
from hub.sitemap import SitemapEntry, entry_in_every_language
from partnersearch.facets import Facet, label_of, values_of
from partnersearch.models import Offer, OfferDocument, OfferFacet, State

logger = logging.getLogger(__name__)

MOST_WORDS = 12
LONGEST_WORD = 40
FACETS = list(Facet)
BITS = {facet: 1 << position for position, facet in enumerate(FACETS)}

SORTS = {
    "relevance": "h.score, o.published_at DESC, o.id DESC",
    "newest": "o.published_at DESC, o.id DESC",
    "closing": "o.expires_on, o.id",
    "start": "o.starts_on IS NULL, o.starts_on, o.id",
}


@dataclass(frozen=True)
class Question:
    """What a reader looks for."""

    words: str = ""
    chosen: dict[Facet, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    offset: int = 0
    limit: int = 20

    @property
    def tokens(self) -> list[str]:
        return [word[:LONGEST_WORD] for word in folded(self.words).split()[:MOST_WORDS]]

    @property
    def order(self) -> str:
        if self.sort in SORTS and (self.sort != "relevance" or self.tokens):
            return self.sort
        return "relevance" if self.tokens else "newest"


@dataclass(frozen=True)
class SearchResult:
    """One page of keys of offers, how many there are, and how many each value would give."""

    hits: list[int]
    total: int
    facets: dict[Facet, dict[str, int]]
    offset: int = 0
    is_plain: bool = False


class Match(NamedTuple):
    """How an engine finds words: a query for (offer, score), the best score lowest."""

    sql: str
    params: list[Any]


def folded(text: str) -> str:
    """Small plain letters and digits: Θεσσαλονίκη is found as thessaloniki."""
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).lower()))


# The engines.


def match_fts5(tokens: list[str]) -> Match:
    """SQLite: words by their beginning; the title weighs most, then the names, then the text."""
    return Match(
        "SELECT rowid AS id, bm25(partnersearch_words, 8.0, 4.0, 1.0) AS score"
        " FROM partnersearch_words WHERE partnersearch_words MATCH %s",
        [" ".join(f'"{token}"*' for token in tokens)],
    )


def match_tsvector(tokens: list[str]) -> Match:
    """PostgreSQL: the same."""
    query = " & ".join(f"{token}:*" for token in tokens)
    return Match(
        "SELECT offer_id AS id, -ts_rank(words, to_tsquery('simple', %s)) AS score"
        " FROM partnersearch_offerdocument WHERE words @@ to_tsquery('simple', %s)",
        [query, query],
    )


def match_plain(tokens: list[str]) -> Match:
    """Any database: without an index and without ranking."""
    words = "' ' || title || ' ' || names || ' ' || body"
    conditions = " AND ".join([f"{words} LIKE %s"] * len(tokens))
    return Match(
        "SELECT offer_id AS id, 0.0 AS score"  # noqa: S608  only placeholders are put together
        f" FROM partnersearch_offerdocument WHERE {conditions}",
        [f"% {token}%" for token in tokens],
    )


EVERY_OFFER = Match(
    "SELECT id, 0.0 AS score FROM partnersearch_offer WHERE state = 'published'", []
)
ENGINES: dict[str, Callable[[list[str]], Match]] = {
    "sqlite": match_fts5,
    "postgresql": match_tsvector,
}


def find(question: Question) -> SearchResult:
    """One page of the open offers; when the engine is away, the database answers without it."""
    engine = ENGINES.get(connection.vendor, match_plain)
    try:
        with savepoint():
            return _answer(question, engine)
    except DatabaseError:
        logger.exception("The search engine is away; the database answers without it")
    return replace(_answer(question, match_plain), is_plain=True)


def _answer(question: Question, engine: Callable[[list[str]], Match]) -> SearchResult:
    tokens = question.tokens
    matches = _matches(question, engine(tokens) if tokens else EVERY_OFFER)
    wanted = sum(BITS[facet] for facet, values in question.chosen.items() if values)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            hits = Match("", [])
            _keep_matches(cursor, matches)
        else:
            hits = Match(
                f"WITH partnersearch_hits AS MATERIALIZED ({matches.sql}) ", matches.params
            )
        cursor.execute(hits.sql + COUNTS, [*hits.params, wanted, wanted])
        total, facets = _counted(cursor.fetchall())
        offset = question.offset
        if offset >= total:  # the last page there is
            offset = max(total - 1, 0) // question.limit * question.limit
        cursor.execute(
            hits.sql + PAGE.format(order=SORTS[question.order]),
            [*hits.params, wanted, question.limit, offset],
        )
        keys = [key for (key,) in cursor.fetchall()]
    return SearchResult(keys, total, facets, offset)


def _counted(rows: list[tuple[str, str, int]]) -> tuple[int, dict[Facet, dict[str, int]]]:
    total = 0
    facets: dict[Facet, dict[str, int]] = {facet: {} for facet in FACETS}
    for facet, value, count in rows:
        if facet:
            facets[Facet(facet)][value] = count
        else:
            total = count
    return total, facets


HAS_VALUE = (
    "CASE WHEN EXISTS (SELECT 1 FROM partnersearch_offerfacet f WHERE f.offer_id = o.id"
    " AND f.facet = %s AND f.value IN ({places})) THEN {bit} ELSE 0 END"
)


def _matches(question: Question, found: Match) -> Match:
    """The open offers that an engine found, with a bit for each facet that they satisfy."""
    bits: list[str] = []
    params: list[Any] = []
    for facet, values in question.chosen.items():
        if values:
            places = ", ".join(["%s"] * len(values))
            bits.append(HAS_VALUE.format(places=places, bit=BITS[facet]))
            params += [facet.value, *values]
    # CROSS JOIN keeps SQLite from asking for the words anew at each offer: a hundred times slower.
    return Match(
        f"SELECT m.id, m.score, {' + '.join(bits) or '0'} AS mask"  # noqa: S608  only placeholders
        f" FROM ({found.sql}) m CROSS JOIN partnersearch_offer o"
        " WHERE o.id = m.id AND o.state = 'published' AND o.expires_on >= %s",
        [*params, *found.params, timezone.localdate().isoformat()],
    )


def _keep_matches(cursor: Any, matches: Match) -> None:
    """In a table of this connection alone, so that SQLite looks for the words once."""
    cursor.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS partnersearch_hits"
        " (id INTEGER PRIMARY KEY, score REAL, mask INTEGER)"
    )
    cursor.execute("DELETE FROM partnersearch_hits")
    cursor.execute(f"INSERT INTO partnersearch_hits {matches.sql}", matches.params)


_BIT_OF_FACET = " ".join(f"WHEN '{facet.value}' THEN {BITS[facet]}" for facet in FACETS)
# A value is counted among the offers that satisfy all other facets.
COUNTS = (
    "SELECT '' AS facet, '' AS value, COUNT(*) FROM partnersearch_hits WHERE mask = %s"  # noqa: S608
    " UNION ALL SELECT c.facet, c.value, COUNT(*) FROM ("
    f"SELECT f.facet, f.value, h.mask, CASE f.facet {_BIT_OF_FACET} ELSE 0 END AS own"
    " FROM partnersearch_hits h JOIN partnersearch_offerfacet f ON f.offer_id = h.id) c"
    " WHERE (c.mask | c.own) = (%s | c.own) GROUP BY c.facet, c.value"
)
PAGE = (
    "SELECT o.id FROM partnersearch_hits h JOIN partnersearch_offer o ON o.id = h.id"
    " WHERE h.mask = %s ORDER BY {order} LIMIT %s OFFSET %s"
)


# What the hub asks.


def search_offers(asked: SearchRequest) -> list[SearchHit]:
    """For the site search: open offers, as everybody sees them."""
    question = Question(words=asked.words, limit=asked.limit)
    if not question.tokens:
        return []
    keys = find(question).hits
    offers = Offer.objects.in_bulk(keys)
    return [
        SearchHit(
            title=offer.title,
            url=reader_url("partnersearch:offer_detail", offer.pk),
            kind="partnersearch.offer",
            kind_name=Offer._meta.verbose_name,
            language=offer.language,
            snippet=Truncator(offer.pitch).chars(160),
        )
        for offer in (offers[key] for key in keys if key in offers)
    ]


def sitemap_entries() -> Iterator[SitemapEntry]:
    """The list and every open offer."""
    yield entry_in_every_language("partnersearch:offer_list")
    for pk, decided_at in Offer.objects.open().order_by("pk").values_list("pk", "decided_at"):
        yield entry_in_every_language("partnersearch:offer_detail", pk, changed_at=decided_at)


# What the engines read.


def keep(offer: Offer) -> None:
    """Bring what the search knows of this offer up to date; every action calls it."""
    OfferFacet.objects.filter(offer=offer).delete()
    if offer.state == State.PUBLISHED:
        OfferFacet.objects.bulk_create(_facets_of(offer))
    try:
        with transaction.atomic():
            OfferDocument.objects.filter(offer=offer).delete()
            if offer.state == State.PUBLISHED:
                _document_of(offer).save(force_insert=True)
    except DatabaseError:
        logger.exception("The search engine is away; run manage.py rebuild_offers later")


@transaction.atomic
def rebuild() -> int:
    """Everything anew; returns how many offers can be found."""
    OfferFacet.objects.all().delete()
    OfferDocument.objects.all().delete()
    found = 0
    offers = Offer.objects.published().select_related("organisation").order_by("pk")
    rows = offers.iterator(chunk_size=500)
    while batch := list(islice(rows, 500)):
        OfferFacet.objects.bulk_create(row for offer in batch for row in _facets_of(offer))
        OfferDocument.objects.bulk_create(_document_of(offer) for offer in batch)
        found += len(batch)
    return found


def _facets_of(offer: Offer) -> list[OfferFacet]:
    return [
        OfferFacet(offer=offer, facet=facet, value=value)
        for facet, values in values_of(offer).items()
        for value in dict.fromkeys(values)
    ]


def _document_of(offer: Offer) -> OfferDocument:
    organisation = offer.organisation
    names = (
        [organisation.name, organisation.latin_name, nuts_name(offer.nuts)] if organisation else []
    )
    for language in dict.fromkeys(["en", offer.language, *settings.HUB_LANGUAGES]):
        with translation.override(language):
            names += [
                label_of(facet, value)
                for facet, values in values_of(offer).items()
                for value in values
            ]
    return OfferDocument(
        offer=offer,
        title=folded(f"{offer.title} {offer.english_title}"),
        names=folded(" ".join(names)),
        body=folded(f"{offer.pitch} {offer.english_summary} {offer.call}"),
    )
