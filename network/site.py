"""The rights that the roles have in Wagtail's admin. All other rights are in the apps' rules."""

from django.contrib.auth.models import Group

from hub.site import SiteSetUp
from network.roles import Role

EDITING = ["add", "change", "choose"]


def set_up(site: SiteSetUp) -> None:
    for role in Role:
        Group.objects.get_or_create(name=role.value)
    for role in (Role.SECRETARIAT, Role.EXPERT, Role.TRANSLATOR, Role.ADMINISTRATOR):
        site.grant(role.value, "wagtailadmin.access_admin")

    site.grant_pages(Role.SECRETARIAT.value, ["add", "change", "publish", "lock", "unlock"])
    site.grant_files(Role.SECRETARIAT.value, EDITING)
    site.grant(Role.SECRETARIAT.value, "wagtail_localize.submit_translation")

    site.grant_pages(Role.EXPERT.value, ["add", "change"])
    site.grant_files(Role.EXPERT.value, EDITING)

    # Translators hand in; the secretariat publishes.
    site.grant_pages(Role.TRANSLATOR.value, ["change"])
    site.grant_files(Role.TRANSLATOR.value, ["choose"])
    site.grant(Role.TRANSLATOR.value, "wagtail_localize.submit_translation")

    site.grant(
        Role.ADMINISTRATOR.value,
        "wagtailcore.change_site",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    )
