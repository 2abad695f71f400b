"""What the partner search hands to the hub, and to other apps' templates."""

from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.template import Context, Template

from hub.demo import DemoContext
from hub.registries import demo_parts, due_jobs, search_sources, sitemap_parts
from hub.search import SearchRequest
from partnersearch import demo, tasks
from partnersearch.demo_offers import OFFERS
from partnersearch.models import Offer, State
from tests.factories.partnersearch import OfferFactory, days_from_now

pytestmark = pytest.mark.django_db


def test_the_site_search_finds_open_offers_alone():
    found = OfferFactory(state=State.PUBLISHED, title="Bicycle workshop", language="sv")
    OfferFactory(state=State.SUBMITTED, title="Bicycle secret")

    def ask(words):
        asked = SearchRequest(words, user=AnonymousUser(), language="en")
        return [
            (hit.title, hit.url, hit.language)
            for hit in search_sources["partnersearch.offers"](asked)
        ]

    assert ask("bicycle") == [("Bicycle workshop", f"/en/partners/{found.pk}/", "sv")]
    assert ask("!!!") == []


def test_the_sitemap_has_open_offers_alone():
    found = OfferFactory(state=State.PUBLISHED)
    OfferFactory(state=State.PAUSED)

    paths = [entry.paths for entry in sitemap_parts["partnersearch.offers"]()]

    assert paths == [
        {"en": "/en/partners/", "da": "/da/partners/"},
        {"en": f"/en/partners/{found.pk}/", "da": f"/da/partners/{found.pk}/"},
    ]


def test_the_due_job_ends_offers():
    OfferFactory(state=State.PUBLISHED, expires_on=days_from_now(-1))

    assert due_jobs["partnersearch.expire_offers"].task.func == tasks.expire_offers.func
    assert tasks.expire_offers.call() == 1
    assert Offer.objects.get().state == State.EXPIRED


def test_tags_show_open_offers_alone(rf):
    OfferFactory(state=State.PUBLISHED, title="Old one")
    OfferFactory(state=State.PUBLISHED, title="Danish one", country="DK", nuts="DK01")
    OfferFactory(state=State.SUBMITTED, title="Secret one")
    template = Template(
        "{% load partnersearch_tags %}"
        "{% open_offers count=1 as newest %}{% for offer in newest %}{{ offer }};{% endfor %}"
        "{% open_offers_in 'SE' as swedish %}{% for offer in swedish %}{{ offer }};{% endfor %}"
        "{% open_offer_counts as counts %}{{ counts.SE }}{{ counts.DK }}"
        "{% offer_links swedish %}"
    )

    text = template.render(Context({"reader_language": "en", "request": rf.get("/en/")}))

    assert text.startswith("Danish one;Old one;11")
    assert "Secret" not in text


@pytest.fixture
def demo_people():
    demo_parts["hub"]  # its own part is not needed here
    demo_parts["network"](DemoContext(password="a-password-for-tests"))


def test_the_demo_has_every_state_and_changes_nothing_twice(demo_people):
    context = DemoContext(password="a-password-for-tests")
    for _ in range(2):
        demo.load(context)

    offers = Offer.objects.all()
    assert len(offers) == len(OFFERS)
    assert {offer.state for offer in offers} == set(State)
    assert len({offer.language for offer in offers}) >= 10
    assert offers.filter(change_state=State.SUBMITTED).count() == 1
    assert offers.open().count() >= 6


def test_the_demo_offers_can_be_found(demo_people, visitor):
    demo.load(DemoContext(password="a-password-for-tests"))
    out = StringIO()
    call_command("rebuild_offers", stdout=out)

    response = visitor.get("/en/partners/", {"q": "workshop", "country": "SE", "role": "host"})

    assert [offer.title for offer in response.context["offers"]] == [
        "Öppen verkstad för unga: cykel, trä och textil"
    ]
    assert out.getvalue() == f"{Offer.objects.open().count()} offers can be found.\n"
