"""What somebody leaves behind in the partner search."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from hub.languages import reader_url
from network.departure import LeftThing
from network.models import Organisation, User
from partnersearch.models import APPROVED, BEFORE_APPROVAL, Offer, State


def offers_left_behind(organisation: Organisation, people: Collection[User]) -> list[LeftThing]:
    """Drafts and open offers that these people posted for the organisation."""
    offers = Offer.objects.filter(
        organisation=organisation, posted_by__in=people, state__in=(*BEFORE_APPROVAL, *APPROVED)
    )
    return [
        LeftThing(
            kind=_("Offers"),
            title=offer.title,
            url=reader_url("partnersearch:offer_detail", offer.pk),
            language=offer.language,
            person=offer.posted_by_id,
            is_private=offer.state == State.DRAFT,
        )
        for offer in offers.order_by("pk")
    ]
