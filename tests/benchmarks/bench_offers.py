"""The search for offers at 5,000 of them, beside the bare query that finds them."""

import random
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone

from hub.reference import MEMBER_STATES, SECTORS, TARGET_GROUPS
from network.models import Organisation
from partnersearch import search
from partnersearch.facets import Facet
from partnersearch.models import Offer, PartnerRole, State
from partnersearch.search import Question
from tests.benchmarks import Row, benchmark, milliseconds

SIZE = 5000
LANGUAGES = ("en", "de", "fr", "es", "sv", "da", "pl", "el")
# Few words are in most offers, most words in few.
WORDS = [f"word{number:03}" for number in range(400)]


@benchmark
def offer_search(site):
    """A rare and a common word, all facets; the floor asks the database for the page alone."""
    with many_offers():
        for what, question in {
            "Offers: a rare word": Question("word350"),
            "Offers: a common word": Question("word000"),
            "Offers: a common word and two facets": Question(
                "word000", {Facet.COUNTRY: ("SE", "DK"), Facet.ROLE: ("host",)}
            ),
            "Offers: the whole list": Question(),
        }.items():
            result = search.find(question)
            assert result.total, what
            assert not result.is_plain, what
            yield Row(
                f"{what}, page and facets",
                f"{result.total} of {SIZE}",
                milliseconds(lambda question=question: search.find(question), times=25),
                milliseconds(lambda question=question: bare(question), times=25),
                allowed=10,  # the search in a loop for each offer was a hundred
            )


def bare(question):
    """Which offers, how many, and the counts of one facet: what nobody can leave out."""
    match = search.ENGINES[connection.vendor](question.tokens) if question.tokens else None
    found = match.sql if match else "SELECT offer_id AS id FROM partnersearch_offerdocument"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.facet, f.value, COUNT(*) FROM ({found}) m"  # noqa: S608  our own SQL
            " JOIN partnersearch_offerfacet f ON f.offer_id = m.id GROUP BY f.facet, f.value",
            match.params if match else [],
        )
        return cursor.fetchall()


@contextmanager
def many_offers():
    """They are gone afterwards."""
    with transaction.atomic():
        Offer.objects.bulk_create(offers(random.Random(2023)), batch_size=500)  # noqa: S311
        search.rebuild()
        yield
        transaction.set_rollback(True)


def offers(chance):
    organisation = Organisation.objects.first()
    now, today = timezone.now(), timezone.localdate()
    for number in range(SIZE):
        words = [WORDS[int(len(WORDS) * chance.random() ** 4)] for _word in range(60)]
        yield Offer(
            title=f"Offer {number} {words[0]}",
            pitch=" ".join(words),
            language="en",
            role=chance.choice(PartnerRole.values),
            country=chance.choice(MEMBER_STATES),
            sectors=chance.sample(list(SECTORS), 3),
            target_groups=chance.sample(list(TARGET_GROUPS), 2),
            languages=chance.sample(LANGUAGES, 2),
            organisation=organisation,
            state=State.PUBLISHED,
            expires_on=today + timezone.timedelta(days=1 + number % 300),
            submitted_at=now,
            published_at=now - timezone.timedelta(hours=number),
        )
