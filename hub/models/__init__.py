from hub.models.accessibility import AccessibilityStatementPage
from hub.models.feedback import Feedback
from hub.models.jobs import DueJob
from hub.models.media import HubDocument, HubImage, Rendition
from hub.models.pages import (
    BasePage,
    BasePagePermissionTester,
    ContentPage,
    HomePage,
    HubPageQuerySet,
    NewsIndexPage,
    NewsPage,
)

__all__ = [
    "AccessibilityStatementPage",
    "BasePage",
    "BasePagePermissionTester",
    "ContentPage",
    "DueJob",
    "Feedback",
    "HomePage",
    "HubDocument",
    "HubImage",
    "HubPageQuerySet",
    "NewsIndexPage",
    "NewsPage",
    "Rendition",
]
