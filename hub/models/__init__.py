from hub.models.media import HubDocument, HubImage, Rendition
from hub.models.pages import (
    BasePage,
    ContentPage,
    HomePage,
    HubPageQuerySet,
    NewsIndexPage,
    NewsPage,
)

__all__ = [
    "BasePage",
    "ContentPage",
    "HomePage",
    "HubPageQuerySet",
    "HubDocument",
    "HubImage",
    "NewsIndexPage",
    "NewsPage",
    "Rendition",
]
