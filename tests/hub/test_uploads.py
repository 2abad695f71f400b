import io
import zipfile
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hub.models import HubDocument
from hub.uploads import MOST_RATIO, OF_CONTENT, TEXTS, validate_upload


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def word(**parts):
    return zipped(
        **{"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}, **parts
    )


def picture(kind):
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


GOOD = {
    "plan.pdf": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj",
    "plan.docx": word(),
    "PLAN.DOCX": word(),
    "budget.xlsx": zipped(**{"[Content_Types].xml": "", "xl/workbook.xml": ""}),
    "talk.pptx": zipped(**{"[Content_Types].xml": "", "ppt/presentation.xml": ""}),
    "plan.odt": zipped(mimetype="application/vnd.oasis.opendocument.text"),
    "list.csv": "name;country\nVærksted;DK\n".encode(),
    "note.txt": "Ευρώπη".encode(),
    "photo.jpg": picture("JPEG"),
    "photo.png": picture("PNG"),
}
BAD = {
    "page.html": (b"<p>hi</p>", "kind"),
    "drawing.svg": (b"<svg/>", "kind"),
    "noname": (b"%PDF-1.7", "kind"),
    "program.pdf": (b"MZ\x90\x00" + bytes(300), "content"),
    "page.pdf": (b"<script>alert(1)</script>%PDF-1.7", "content"),
    "photo.png": (picture("JPEG"), "content"),
    "zip.docx": (zipped(readme="hello"), "content"),
    "sheet.docx": (zipped(**{"[Content_Types].xml": "", "xl/workbook.xml": ""}), "content"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "content"),
    "cut.docx": (word()[:40], "content"),
    "macro.docx": (word(word__vbaProject__bin="", **{"word/vbaProject.bin": "x"}), "macros"),
    "bomb.docx": (word(**{"word/media/x": bytes(4 * 1024 * 1024)}), "size"),
    "latin.csv": ("Værksted".encode("latin-1"), "content"),
    "binary.txt": (b"a\0b", "content"),
}


@pytest.mark.parametrize("name", GOOD)
def test_validate_upload_takes_what_is_what_its_name_says(name):
    file = SimpleUploadedFile(name, GOOD[name])

    validate_upload(file)

    assert file.tell() == 0


@pytest.mark.parametrize("name", BAD)
def test_validate_upload_says_what_is_wrong(name):
    content, code = BAD[name]

    with pytest.raises(ValidationError) as refusal:
        validate_upload(SimpleUploadedFile(name, content))

    assert refusal.value.code == code


@given(
    st.sampled_from(sorted([*OF_CONTENT, *TEXTS, "exe", ""])),
    st.one_of(st.binary(max_size=400), st.sampled_from(list(GOOD.values()))),
)
def test_validate_upload_never_breaks(extension, content):
    with suppress(ValidationError):
        validate_upload(SimpleUploadedFile(f"x.{extension}", content))


def test_bomb_is_beyond_the_ratio():
    content, _code = BAD["bomb.docx"]

    assert 4 * 1024 * 1024 / len(content) > MOST_RATIO


@pytest.mark.django_db
def test_document_refuses_bad_content_beside_its_field():
    document = HubDocument(title="Plan", file=ContentFile(b"MZ\x90", name="plan.pdf"))

    with pytest.raises(ValidationError) as refusal:
        document.full_clean()

    assert list(refusal.value.message_dict) == ["file"]
