"""A task force changes its work package on the site."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.models import User
from workpackages import rules
from workpackages.models import WorkPackagePage


class PackageError(Exception):
    """A work package cannot be changed in this way; the message is for the person."""


@transaction.atomic
def change_package(
    *,
    package: WorkPackagePage,
    by: User,
    seen: int | None,
    summary: str,
    progress: str,
    texts: dict[str, str],
) -> WorkPackagePage:
    """Summary, state and the running texts (HTML by block id), published at once.

    `seen` is the revision that the form was opened on. What an editor has begun and not published
    is never published by the way.
    """
    if not rules.can_edit_package(by, package):
        raise PackageError(_("You cannot change this work package."))
    page = WorkPackagePage.objects.select_for_update(of=("self",)).get(pk=package.source.pk)
    if page.latest_revision_id != seen:
        raise PackageError(
            _("Somebody else saved this text in the meantime. Please look at it again.")
        )
    if page.has_unpublished_changes:
        raise PackageError(
            _("Somebody has begun a change in the editor that is not published yet.")
        )
    page.summary, page.progress = summary, progress
    blocks = list(page.body.get_prep_value())
    for block in blocks:
        if block["type"] == "text" and block["id"] in texts:
            block["value"] = texts[block["id"]]
    page.body = page.body.stream_block.to_python(blocks)
    revision = page.save_revision(user=by, changed=True, log_action="workpackages.package")
    # Who may do this is our rule's to say; in the editor a task force has no rights.
    revision.publish(user=by, skip_permission_checks=True)
    # The state is a fact, the same in all languages; words wait for their translator.
    WorkPackagePage.objects.filter(translation_key=page.translation_key).update(progress=progress)
    return page
