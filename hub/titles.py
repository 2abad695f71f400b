"""Titles of pages in the reader's language, where records name pages in the language of the source."""

from collections.abc import Iterable

from wagtail.models import Page

from hub.languages import reader_language


class Title(str):
    """A title that knows its language."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, words: str, language: str) -> "Title":
        title = super().__new__(cls, words)
        title.language = language
        return title


def find_titles(pages: Iterable[Page | None]) -> None:
    """Look up the titles of all these pages with one query, before a list asks for each."""
    language = reader_language()
    wanted = [page for page in pages if page is not None]
    found = dict(
        Page.objects.live()
        .filter(
            translation_key__in={page.translation_key for page in wanted},
            locale__language_code=language,
        )
        .values_list("translation_key", "title")
    )
    for page in wanted:
        if page.translation_key in found:
            title = Title(found[page.translation_key], language)
        else:
            title = Title(page.title, page.locale.language_code)
        page.__dict__.setdefault("titles", {})[language] = title


def title_of(page: Page) -> Title:
    """The page's title for this reader; a query, unless `find_titles` was there before."""
    language = reader_language()
    if language not in page.__dict__.get("titles", {}):
        if page.locale.language_code == language:
            return Title(page.title, language)
        find_titles([page])
    return page.__dict__["titles"][language]
