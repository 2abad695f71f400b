"""Whether every version still is what it was."""

from collections.abc import Iterator

from wagtail.models import Page

from workpackages.models import LivingPage, Version


def problems() -> Iterator[tuple[Version, list[str]]]:
    """Every version with what is wrong with it."""
    for version in Version.objects.select_related("revision").order_by("pk").iterator(50):
        yield version, list(_of_version(version))


def _of_version(version: Version) -> Iterator[str]:
    if version.computed_sha256() != version.sha256:
        yield "the checksum does not fit its content"
    model = version.page.specific_class
    frozen = model.frozen(version.revision.content)
    if any(version.content.get(name) != value for name, value in frozen.items()):
        yield "its revision holds another text"
    if not version.is_adopted or _newest_adopted(version.page) != version.number:
        return
    page = version.page.specific
    if not page.live or page.frozen_now() != {n: version.content[n] for n in page.frozen_fields}:
        yield "the live page shows another text"


def _newest_adopted(page: Page | LivingPage) -> int:
    return Version.objects.filter(page_id=page.pk).adopted().without_text().newest().number
