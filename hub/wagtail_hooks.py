from django.http import Http404, HttpRequest
from wagtail import hooks

from hub.media import may_see
from hub.models import HubDocument


@hooks.register("before_serve_document")
def refuse_files_for_members(document: HubDocument, request: HttpRequest) -> None:
    """A file for members does not exist for others."""
    if not may_see(request.user, document):
        raise Http404
