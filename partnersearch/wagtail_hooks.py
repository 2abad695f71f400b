"""The secretariat sees all offers in the admin; they are changed on the site, by the actions."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from hub.languages import reader_url
from hub.record_lists import ReadOnlyViewSet
from hub.reference import country_name
from partnersearch.models import Offer


def _country(offer: Offer) -> str:
    return country_name(offer.country) if offer.country else ""


def _last_day(offer: Offer) -> str:
    return date_format(offer.expires_on) if offer.expires_on else ""


class OfferIndexView(IndexView):
    def get_base_queryset(self):
        return (
            super()
            .get_base_queryset()
            .visible_to(self.request.user)
            .select_related("organisation")
            .order_by("-created_at", "-pk")
        )


class OfferViewSet(ReadOnlyViewSet):
    model = Offer
    name = "offers"
    icon = "group"
    menu_label = _("Offers")
    add_to_admin_menu = True
    index_view_class = OfferIndexView
    list_display = [
        TitleColumn(
            "title",
            label=_("Title"),
            get_url=lambda offer: reader_url("partnersearch:offer_detail", offer.pk),
        ),
        Column("organisation", label=_("Organisation")),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("change", label=_("Change"), accessor="get_change_state_display"),
        Column("country", label=_("Country"), accessor=_country, sort_key="country"),
        Column("expires_on", label=_("Open until"), accessor=_last_day, sort_key="expires_on"),
    ]
    list_filter = ["state", "country", "role"]
    search_fields = ["title", "english_title", "organisation__name"]
    list_export = ["title", "organisation", "state", "country", "role", "expires_on"]


@hooks.register("register_admin_viewset")
def register_offers():
    return OfferViewSet()
