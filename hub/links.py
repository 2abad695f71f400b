"""Links between pages inside rich text."""

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from hub.languages import page_url


class ReaderPageLinkHandler(PageLinkHandler):
    """Links in rich text lead to the page in the reader's language; one query a text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        ids = [attrs.get("id") for attrs in attrs_list]
        paths = {
            str(page.pk): page_url(page)
            for page in Page.objects.filter(pk__in=[key for key in ids if key]).only("url_path")
        }
        return [f'<a href="{paths[key]}">' if key in paths else "<a>" for key in map(str, ids)]
