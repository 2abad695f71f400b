from django.http import Http404, HttpRequest
from wagtail import hooks

from hub.links import ReaderPageLinkHandler
from hub.media import may_see
from hub.models import HubDocument
from hub.models.media import Visibility
from hub.privacy import refuse_outsiders


@hooks.register("before_serve_document")
def refuse_files_for_members(document: HubDocument, request: HttpRequest) -> None:
    """A file for members does not exist for others, and nothing on the way keeps a copy."""
    if not may_see(request.user, document):
        raise Http404
    request.is_kept_by_nobody = document.visibility == Visibility.MEMBERS


hooks.register("on_serve_page", refuse_outsiders, order=-1)  # around Wagtail's own check


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own handler
def keep_links_in_the_readers_language(features) -> None:
    features.register_link_type(ReaderPageLinkHandler)
