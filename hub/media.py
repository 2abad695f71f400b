"""Hands out uploaded files, those for members to members alone."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from hub.models import Rendition
from hub.models.media import Visibility

ONE_DAY = 24 * 60 * 60


def may_see(user, file) -> bool:
    """Whether the person is handed this image or document."""
    return file.visibility == Visibility.PUBLIC or user.has_perm("hub.view_members_files")


@require_safe
def media_serve(request: HttpRequest, path: str) -> FileResponse:
    """`/media/…`: renditions of images; everything else under the media folder is not handed out here."""
    rendition = Rendition.objects.select_related("image").filter(file=path).first()
    if rendition is None or not may_see(request.user, rendition.image):
        raise Http404
    try:
        response = FileResponse(default_storage.open(path))
    except FileNotFoundError:
        raise Http404 from None
    public = rendition.image.visibility == Visibility.PUBLIC
    response["Cache-Control"] = f"public, max-age={ONE_DAY}" if public else "private, no-store"
    return response
