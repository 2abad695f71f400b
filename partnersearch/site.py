"""What every hub has of this app: secretariat and auditor see the offers in the admin."""

from hub.site import SiteSetUp
from network.roles import Role


def set_up(site: SiteSetUp) -> None:
    for role in (Role.SECRETARIAT, Role.AUDITOR):
        site.grant(role, "wagtailadmin.access_admin", "partnersearch.view_offer")
