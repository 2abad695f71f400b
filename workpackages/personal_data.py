"""What work programmes keep of a person; adopted texts are frozen by their checksums."""

from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from hub.registries import PersonalRecords, erasure_steps, frozen_texts, personal_records
from workpackages.models import LivingPage, TaskForceMembership, Version

RECORDS = {
    "workpackages.Version.created_by": PersonalRecords(("label", "number", "date")),
    "workpackages.Suggestion.author": PersonalRecords(
        ("organisation", "clause_number", "proposed", "rationale", "created_at", "state")
    ),
    "workpackages.Suggestion.decided_by": PersonalRecords(("organisation", "decided_at", "answer")),
    "workpackages.TaskForceMembership.person": PersonalRecords(("package", "since", "until")),
}


def frozen() -> dict[str, set[Any]]:
    """Versions, the revisions that they came from, and the live text that equals the newest one."""
    versions = Version.objects.values_list("pk", "revision_id", "page_id")
    keys = {Version._meta.db_table: set(), Revision._meta.db_table: set()}
    pages = set()
    for version, revision, page in versions:
        keys[Version._meta.db_table].add(version)
        keys[Revision._meta.db_table].add(revision)
        pages.add(page)
    for model in _living_pages():
        keys[model._meta.db_table] = pages
    return keys


def leave_task_forces(person: Any, traces: Any) -> None:
    """Whoever is erased sits nowhere; that a former member sat there stays."""
    today = timezone.localdate()
    for membership in TaskForceMembership.objects.filter(person=person, until=None):
        membership.until = max(today, membership.since)
        membership.save()


def _living_pages() -> list[Any]:
    found, waiting = [], [LivingPage]
    while waiting:
        for model in waiting.pop().__subclasses__():
            waiting.append(model)
            if not model._meta.abstract:
                found.append(model)
    return found


def register() -> None:
    """Called in `WorkPackagesConfig.ready`."""
    for key, records in RECORDS.items():
        personal_records.register(key, records)
    erasure_steps.register("workpackages.task_forces", leave_task_forces)
    frozen_texts.register("workpackages", frozen)
