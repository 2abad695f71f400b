import pytest
from django.urls import reverse

from partnersearch.models import State
from tests.factories.partnersearch import OfferFactory

pytestmark = pytest.mark.django_db


def test_the_secretariat_sees_all_offers_but_drafts(secretariat, client_of):
    OfferFactory(state=State.SUBMITTED, title="Waiting offer")
    OfferFactory(state=State.DRAFT, title="Unfinished offer")
    client = client_of(secretariat)

    listing = client.get(reverse("offers:index")).content.decode()
    filtered = client.get(reverse("offers:index"), {"state": "published"}).content.decode()

    assert "Waiting offer" in listing
    assert "Unfinished offer" not in listing
    assert "Waiting offer" not in filtered


@pytest.mark.parametrize("role", ["translator", "expert", "member"])
def test_others_do_not(role, client_of, request):
    client = client_of(request.getfixturevalue(role))

    assert client.get(reverse("offers:index")).status_code == 302


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_asks_a_constant_number_of_queries(
    secretariat, client_of, rows, django_assert_num_queries
):
    client = client_of(secretariat)
    client.get(reverse("offers:index"))
    OfferFactory.create_batch(rows, state=State.SUBMITTED)

    with django_assert_num_queries(12):
        client.get(reverse("offers:index"))
