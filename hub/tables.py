"""Tables for spreadsheets, as CSV that no spreadsheet takes for letters or formulas of its own."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.http import StreamingHttpResponse

# Without this mark of the encoding a spreadsheet reads Ö as two letters.
ENCODING_MARK = "\ufeff"
# A spreadsheet would run what begins with one of these.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: object) -> str:
    """What a spreadsheet does not take for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def table_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The whole table, a line for each row, with the mark in front; the first row names the columns."""
    yield ENCODING_MARK
    for row in rows:
        line = StringIO()
        csv.writer(line).writerow([harmless(cell) for cell in row])
        yield line.getvalue()


def table_download(name: str, lines: Iterable[str]) -> StreamingHttpResponse:
    """Sent while it is read."""
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
