from datetime import timedelta

import factory
from django.utils import timezone

from partnersearch import search
from partnersearch.models import Offer, PartnerRole, State
from tests.factories.network import OrganisationFactory, UserFactory


def days_from_now(days):
    return factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=days))


class OfferFactory(factory.django.DjangoModelFactory):
    """A whole draft; `state=State.PUBLISHED` and the like for one that has come further."""

    class Meta:
        model = Offer
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Workshop {n}")
    pitch = "Ten places in wood and metal, with a mentor for each person."
    language = "en"
    role = PartnerRole.HOST
    country = "SE"
    nuts = "SE33"
    sectors = factory.LazyFunction(lambda: ["wood", "metal"])
    target_groups = factory.LazyFunction(lambda: ["neet"])
    languages = factory.LazyFunction(lambda: ["sv", "en"])
    group_min = 8
    group_max = 10
    expires_on = days_from_now(100)
    organisation = factory.SubFactory(OrganisationFactory, operator=True)
    posted_by = factory.SubFactory(UserFactory)
    edits = 1

    @factory.lazy_attribute
    def submitted_at(self):
        return None if self.state == State.DRAFT else timezone.now() - timedelta(days=2)

    @factory.lazy_attribute
    def published_at(self):
        before = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.REJECTED)
        return None if self.state in before else timezone.now() - timedelta(days=1)

    state = State.DRAFT

    @factory.post_generation
    def found(self, create, extracted, **kwargs):
        if create:
            search.keep(self)
