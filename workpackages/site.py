"""What every hub has of this app: the lists of work programmes and of work packages."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageViewRestriction

from hub.site import SiteSetUp
from network.roles import MEMBERS
from workpackages.models import WorkPackageIndexPage, WorkProgrammeIndexPage


def set_up(site: SiteSetUp) -> None:
    site.index_page(WorkProgrammeIndexPage, slug="work-programmes", title=_("Work programmes"))
    is_new = not WorkPackageIndexPage.objects.exists()
    packages = site.index_page(WorkPackageIndexPage, slug="work-packages", title=_("Work packages"))
    if is_new:
        _for_members(packages)


def _for_members(page: WorkPackageIndexPage) -> None:
    """Work packages are the members' workshop; the secretariat may open them to others."""
    restriction = PageViewRestriction(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.save()
    restriction.groups.set(
        [Group.objects.get_or_create(name=role.value)[0] for role in sorted(MEMBERS)]
    )
