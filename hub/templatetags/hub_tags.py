"""What every template may use: the frame of a page and small matters of presentation."""

from typing import NamedTuple

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub import foot, languages, titles
from hub.models import ContentPage, NewsPage
from hub.registries import privacy_notices

register = template.Library()

# Sections that stand in the menu of members alone; others would be asked to sign in there.
MEMBERS_SECTIONS = {"work-packages"}


@register.simple_tag
def page_url(page) -> str:
    """The address of a page in the reader's language; "" without a page. Never a query."""
    return languages.page_url(page) if page else ""


@register.simple_tag
def page_title(page) -> titles.Title:
    """The title of a page in the reader's language, for a page that a record names."""
    return titles.title_of(page)


@register.simple_tag
def reader_url(name: str, *args, **kwargs) -> str:
    """`{% url %}` in the reader's language, also where another language is active."""
    return languages.reader_url(name, *args, **kwargs)


class Link(NamedTuple):
    """A link of a menu; `current` is "page", "true" (below it) or empty."""

    label: str
    url: str
    current: str = ""
    for_members: bool = False


def _path(context) -> str:
    request = context.get("request")
    return request.path if request else ""


@register.simple_tag(takes_context=True)
def section_links(context) -> list[Link]:
    """The sections of the site in the reader's language; slugs are the same in all of them."""
    sections = [
        (_("Work programmes"), "work-programmes"),
        (_("Work packages"), "work-packages"),
        (_("Meetings"), "meetings"),
        (_("Members"), "members"),
        (_("Partners"), "partners"),
        (_("Projects"), "projects"),
        (_("Map"), "map"),
        (_("News"), "news"),
    ]
    path = _path(context)
    links = []
    for label, slug in sections:
        url = f"/{languages.reader_language()}/{slug}/"
        current = "page" if path == url else "true" if path.startswith(url) else ""
        links.append(Link(label, url, current, slug in MEMBERS_SECTIONS))
    return links


@register.simple_tag
def language_now() -> str:
    """The reader's language by its own name."""
    return dict(settings.LANGUAGES).get(languages.reader_language(), "")


@register.filter
def endonym(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)


@register.simple_tag
def funding_statement():
    """What stands beside the emblem, with its language: `.text`, `.language`."""
    return foot.statement(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def foot_texts():
    """What the editors wrote for the foot of the page in the reader's language."""
    return foot.texts(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def with_query(context, **changes) -> str:
    """The query of this address with some values changed; None takes one away."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def absolute_url(context, url: str = "") -> str:
    """The whole address of this page, or of a path on this site."""
    request = context.get("request")
    return request.build_absolute_uri(url or request.path) if request else url


@register.simple_tag
def option_language(option) -> str:
    """The language of an option whose words are a name in it; "" if it is the reader's.

    A language by its own name, or a record that has a language and shows its name alone.
    """
    value, own = option["value"], ""
    label = str(option["label"])
    if label == dict(settings.LANGUAGES).get(str(value)):
        own = str(value)
    elif (record := getattr(value, "instance", None)) is not None and label == str(record):
        # Never a query: a page whose locale was not fetched says nothing.
        locale = record._state.fields_cache.get("locale")
        own = getattr(record, "language", "") or getattr(locale, "language_code", "")
    return "" if own == get_language() else own


@register.filter
def is_checkbox(field) -> bool:
    """Whether a form field is one box to tick, whose label follows it."""
    return field.widget_type == "checkbox"


@register.simple_tag
def page_numbers(page) -> list[int | None]:
    """The page numbers to show: the ends and the neighbours; None stands for a gap."""
    return [
        number if isinstance(number, int) else None
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]


def _news(context):
    news = NewsPage.objects.listed_in(languages.reader_language())
    return news.visible_to(context["request"].user).order_by("-published_on", "-pk")


@register.simple_tag(takes_context=True)
def latest_news(context, count: int = 3) -> list:
    """The newest news, in the reader's language where it has been translated."""
    return list(_news(context)[:count])


@register.simple_tag(takes_context=True)
def news_list(context):
    """All news, a page of twenty at a time."""
    return Paginator(_news(context), 20).get_page(context["request"].GET.get("page"))


@register.simple_tag(takes_context=True)
def page_crumbs(context) -> list[tuple[str, str]]:
    """The pages above this one, below the home page."""
    page = context["page"]
    return [
        (above.title, languages.page_url(above))
        for above in page.get_ancestors().filter(depth__gt=2)
    ]


@register.simple_tag(takes_context=True)
def child_pages(context) -> list:
    """What stands below a content page, in the order of the tree."""
    page = context["page"]
    if not page.numchild:
        return []
    return list(
        ContentPage.objects.child_of(page)
        .live()
        .visible_to(context["request"].user)
        .select_related("locale")
    )


@register.simple_tag(takes_context=True)
def account_links(context) -> list[Link]:
    """The pages on which people look after their own account."""
    places = [
        (_("Profile"), "network:profile_edit"),
        (_("Your organisations"), "network:seat_mine"),
        (_("E-mail address"), "account_email"),
        (_("Password"), "account_change_password"),
        (_("Two-step sign-in"), "mfa_index"),
        (_("Where you are signed in"), "usersessions_list"),
        (_("Your data"), "network:personal_data"),
    ]
    if settings.HUB_OPENID:
        places.insert(3, (_("Other sign-in services"), "socialaccount_connections"))
    path = _path(context)
    links = []
    for label, name in places:
        url = languages.reader_url(name)
        current = "page" if path == url else "true" if path.startswith(url) else ""
        links.append(Link(label, url, current))
    return links


@register.simple_tag
def privacy_notice(key: str):
    """What is told beside a form that asks for personal data."""
    return privacy_notices[key]


BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


@register.filter
def device_name(user_agent: str) -> str:
    """`Firefox, Windows` out of what a browser says of itself."""
    said = (
        next((name for part, name in names.items() if part in user_agent), "")
        for names in (BROWSERS, SYSTEMS)
    )
    return ", ".join(name for name in said if name) or _("Unknown device")


@register.filter
def button_classes(tags) -> str:
    """The look of a button of django-allauth, from the tags it gives it."""
    tags = set(tags or [])
    classes = ["button"]
    if "danger" in tags:
        classes.append("danger")
    if tags & {"outline", "secondary", "link", "tool", "cancel", "panel"}:
        classes.append("quiet")
    if tags & {"minor", "tool"}:
        classes.append("compact")
    return " ".join(classes)
