from workpackages.models.living_page import (
    LivingPage,
    NotAdoptedError,
    StaleTextError,
    has_versions,
)
from workpackages.models.programme import ScheduleEntry, WorkProgrammeIndexPage, WorkProgrammePage
from workpackages.models.suggestion import DECIDED, TAKEN, State, Suggestion
from workpackages.models.task_force import TaskForceMembership
from workpackages.models.version import FrozenVersionError, Version, VersionKind
from workpackages.models.work_package import Progress, WorkPackageIndexPage, WorkPackagePage

__all__ = [
    "DECIDED",
    "TAKEN",
    "FrozenVersionError",
    "LivingPage",
    "NotAdoptedError",
    "Progress",
    "ScheduleEntry",
    "StaleTextError",
    "State",
    "Suggestion",
    "TaskForceMembership",
    "Version",
    "VersionKind",
    "WorkPackageIndexPage",
    "WorkPackagePage",
    "WorkProgrammeIndexPage",
    "WorkProgrammePage",
    "has_versions",
]
