from hub.models.media import HubDocument, HubImage, Rendition
from hub.models.pages import (
    BasePage,
    ContentPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
)

__all__ = [
    "BasePage",
    "ContentPage",
    "HomePage",
    "HubDocument",
    "HubImage",
    "NewsIndexPage",
    "NewsPage",
    "Rendition",
]
