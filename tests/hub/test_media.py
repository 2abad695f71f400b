import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from PIL import Image

from hub.media import may_see
from hub.models import HubDocument, HubImage
from hub.models.media import Visibility
from tests.factories.network import UserFactory

pytestmark = pytest.mark.django_db


def fetch(browser, url):
    """Status, body and caching rule, with the file closed again."""
    response = browser.get(url)
    body = b"".join(response.streaming_content) if response.streaming else b""
    for close in response._resource_closers:  # response.close() would close the database as well
        close()
    return response.status_code, body, response.headers.get("Cache-Control")


def image(visibility):
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    return HubImage.objects.create(
        title="Workshop", file=ContentFile(file.getvalue(), "w.png"), visibility=visibility
    )


def document(visibility):
    return HubDocument.objects.create(
        title="Minutes", file=ContentFile(b"Agreed.", "minutes.txt"), visibility=visibility
    )


@pytest.fixture
def reader_of_members_files():
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_members_files"))
    return user


def test_rendition_of_public_image_is_handed_to_everybody(visitor):
    rendition = image(Visibility.PUBLIC).get_rendition("width-4")

    status, body, caching = fetch(visitor, rendition.url)

    assert (status, body[:4], caching) == (200, b"\x89PNG", "public, max-age=86400")


def test_rendition_for_members_does_not_exist_for_others(
    visitor, client_of, stranger, reader_of_members_files
):
    url = image(Visibility.MEMBERS).get_rendition("width-4").url

    answers = [
        fetch(browser, url)[0]
        for browser in (visitor, client_of(stranger), client_of(reader_of_members_files))
    ]

    assert answers == [404, 404, 200]
    assert fetch(client_of(reader_of_members_files), url)[2] == "private, no-store"


def test_original_image_is_not_handed_out(visitor):
    assert visitor.get(image(Visibility.PUBLIC).file.url).status_code == 404


@pytest.mark.parametrize("path", ["../hub/settings.py", "images/../../x", "images/none.png"])
def test_media_serve_hands_out_nothing_else(visitor, path):
    assert visitor.get(f"/media/{path}").status_code == 404


def test_document_for_members_does_not_exist_for_others(
    visitor, client_of, stranger, reader_of_members_files
):
    url = document(Visibility.MEMBERS).url

    answers = [
        fetch(browser, url)[0]
        for browser in (visitor, client_of(stranger), client_of(reader_of_members_files))
    ]

    assert answers == [404, 404, 200]
    assert fetch(client_of(reader_of_members_files), url)[2] == "private, no-store"


def test_public_document_is_handed_to_everybody(visitor):
    assert fetch(visitor, document(Visibility.PUBLIC).url)[:2] == (200, b"Agreed.")


def test_members_of_the_network_see_files_for_members(
    member, secretariat, expert, steering, auditor, authority, extended, operator, stranger
):
    file = document(Visibility.MEMBERS)

    seen = {
        user.email
        for user in (member, secretariat, expert, steering, auditor, authority)
        if may_see(user, file)
    }
    hidden = {user.email for user in (extended, operator, stranger) if may_see(user, file)}

    assert len(seen) == 6
    assert hidden == set()
