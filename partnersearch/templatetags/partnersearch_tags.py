"""What the partner search offers to templates: its own, and those of other apps.

{% load partnersearch_tags %}
{% open_offers count=3 as offers %}            the newest open ones
{% open_offers_in country as offers %}         the open ones of one country, as the page of it
{% open_offers_of organisation as offers %}    the open ones of one organisation
{% open_offer_counts as counts %}              {"SE": 8, …} for the map
"""

from django import template
from django.db.models import Count

from partnersearch import facts, rules
from partnersearch.facets import Facet, labels_of
from partnersearch.models import Offer

register = template.Library()


@register.simple_tag
def open_offers(count: int = 3) -> list[Offer]:
    newest = Offer.objects.open().select_related("organisation")
    return list(newest.order_by("-published_at", "-pk")[:count])


@register.simple_tag
def open_offers_in(country: str, count: int = 20) -> list[Offer]:
    offers = Offer.objects.open().filter(country=country).select_related("organisation")
    return list(offers.order_by("-published_at", "-pk")[:count])


@register.simple_tag
def open_offers_of(organisation, count: int = 20) -> list[Offer]:
    offers = Offer.objects.open().filter(organisation=organisation).select_related("organisation")
    return list(offers.order_by("-published_at", "-pk")[:count])


@register.simple_tag
def open_offer_counts() -> dict[str, int]:
    rows = Offer.objects.open().order_by().values_list("country").annotate(Count("pk"))
    return dict(rows)


@register.simple_tag
def open_offer_total() -> int:
    return Offer.objects.open().count()


@register.inclusion_tag("partnersearch/_offer_links.html", takes_context=True)
def offer_links(context, offers: list[Offer]) -> dict[str, object]:
    """A short list of offers for a panel of another page."""
    return {"offers": offers, "reader_language": context.get("reader_language")}


@register.filter
def place_of(offer: Offer) -> str:
    return facts.marked_place_of(offer)


@register.filter
def short_facts(offer: Offer) -> list[facts.Fact]:
    return facts.short_facts(offer)


@register.filter
def tags_of(offer: Offer) -> list[str]:
    """The words under the title: sectors, target groups beyond the usual one, a bed."""
    labels = labels_of(Facet.SECTOR, offer.sectors)
    groups = [group for group in offer.target_groups if group != "neet"]
    labels += labels_of(Facet.TARGET_GROUP, groups)
    if offer.accommodation == "offered":
        labels.append(offer.get_accommodation_display())
    return labels


@register.simple_tag(takes_context=True)
def offer_menu(context) -> dict[str, bool]:
    """Which pages of the partner search this person has."""
    user = context["request"].user
    return {
        "mine": user.is_authenticated,
        "moderation": rules.can_read_queue(user),
    }
