"""Refuses uploads that are not what their name says.

A name is a promise, so the content is looked at: by its first bytes (filetype), as text, or, for
office files, by what the zip holds. Macros, encryption and zip bombs are refused.
"""

import zipfile
from pathlib import PurePath

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

KB, MB = 1024, 1024 * 1024
MOST_MEMBERS = 10_000
MOST_UNPACKED = 500 * MB
MOST_RATIO = 200

# What filetype calls the content of each kind of file that we take.
OF_CONTENT = {
    "pdf": {"pdf"},
    "docx": {"docx"},
    "xlsx": {"xlsx"},
    "pptx": {"pptx"},
    "odt": {"odt"},
    "ods": {"ods"},
    "odp": {"odp"},
    "jpg": {"jpg"},
    "jpeg": {"jpg"},
    "png": {"png"},
    "webp": {"webp"},
}
TEXTS = {"csv", "txt"}
OFFICE = {"docx", "xlsx", "pptx"}
OPEN_DOCUMENT = {"odt", "ods", "odp"}


def validate_upload(file) -> None:
    """Raise a ValidationError that says what is wrong with this file; leaves it at its beginning."""
    extension = PurePath(file.name or "").suffix[1:].lower()
    try:
        file.seek(0)
        if extension in TEXTS:
            _validate_text(file)
        elif extension in OF_CONTENT:
            _validate_kind(file, extension)
        else:
            raise ValidationError(_("Files of this kind are not taken."), code="kind")
    finally:
        file.seek(0)


def _validate_text(file) -> None:
    content = file.read()
    if b"\0" in content:
        raise ValidationError(_("This file is not plain text."), code="content")
    try:
        content.decode()
    except UnicodeDecodeError:
        raise ValidationError(
            _("This file is not text in UTF-8. Save it again with that encoding."), code="content"
        ) from None


def _validate_kind(file, extension: str) -> None:
    found = filetype.guess(file.read(8 * KB))
    file.seek(0)
    if extension in OFFICE | OPEN_DOCUMENT:
        _validate_zip(file, extension)
    elif found is None or found.extension not in OF_CONTENT[extension]:
        raise ValidationError(
            _("The content of this file is not of the kind that its name ends in (%(extension)s)."),
            code="content",
            params={"extension": extension},
        )


def _validate_zip(file, extension: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            main_type = _main_type(archive, names)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError):
        raise ValidationError(
            _("This file is damaged or protected by a password."), code="content"
        ) from None
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    too_big = len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED
    if too_big or (unpacked > MB and unpacked / packed > MOST_RATIO):
        raise ValidationError(_("Unpacked, this file would be too big."), code="size")
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
        raise ValidationError(_("This file holds macros. Save it without them."), code="macros")
    if main_type != extension:
        raise ValidationError(
            _("The content of this file is not of the kind that its name ends in (%(extension)s)."),
            code="content",
            params={"extension": extension},
        )


def _main_type(archive: zipfile.ZipFile, names: set[str]) -> str:
    """Which kind of office file the archive holds, by its parts (ISO/IEC 29500, 26300); or ""."""
    if "[Content_Types].xml" in names:
        folders = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
        held = (
            kind
            for kind, folder in folders.items()
            if any(name.startswith(folder) for name in names)
        )
        return next(held, "")
    if "mimetype" in names:
        types = {
            "odt": b"application/vnd.oasis.opendocument.text",
            "ods": b"application/vnd.oasis.opendocument.spreadsheet",
            "odp": b"application/vnd.oasis.opendocument.presentation",
        }
        with archive.open("mimetype") as part:
            said = part.read(200).strip()
        return next((kind for kind, mime in types.items() if mime == said), "")
    return ""
