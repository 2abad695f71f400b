"""A clause as HTML with the words added and removed marked and named."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from workpackages.clauses import Clause
from workpackages.comparison import marked


def marked_html(old: Clause | None, new: Clause | None, *, bare: bool = False) -> SafeString:
    context = {"clause": marked(old, new), "bare": bare}
    html = render_to_string("workpackages/_marked.html", context)
    return mark_safe(expand_db_html(html))
