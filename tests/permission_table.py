"""Who may do what: a row for each URL, page type and action of ours, and for each prefix of others.

tests/test_permissions.py fails when something of ours has no row, and checks every answer. The
words are explained in tests/permission_rows.py. Rows stand in the section of their app, in URL
order; a thing may have several rows, one for each state that changes the answers.
"""

from hub.models import NewsIndexPage
from tests.factories.hub import ContentPageFactory, ImageFactory, NewsPageFactory, home
from tests.permission_rows import everybody, get, hidden_but_for, logged_in, only, page, prefix, who

# Pages in Wagtail's editor.
EDITING = "secretariat expert translator"
PUBLISHING = "secretariat"
# Core members, and those whose work needs what core members read.
MEMBERS = "member authority expert steering secretariat auditor"


def rendition(visibility):
    """An image's smallest size."""

    def scene(cast):
        return {"path": ImageFactory(visibility=visibility).get_rendition("width-10").file.name}

    return scene


HUB = [
    get("media_serve", everybody(), rendition("public")),
    get("media_serve", hidden_but_for(MEMBERS), rendition("members")),
    page("hub.HomePage", lambda cast: home(), everybody(), edit=EDITING, publish=PUBLISHING),
    page(
        "hub.ContentPage",
        lambda cast: ContentPageFactory(),
        everybody(),
        edit=EDITING,
        publish=PUBLISHING,
    ),
    page(
        "hub.NewsIndexPage",
        lambda cast: NewsIndexPage.objects.get(locale__language_code="en"),
        everybody(),
        edit=EDITING,
        publish=PUBLISHING,
    ),
    page(
        "hub.NewsPage",
        lambda cast: NewsPageFactory(),
        everybody(),
        edit=EDITING,
        publish=PUBLISHING,
    ),
]

# network

NETWORK: list = []

# workpackages

WORKPACKAGES: list = []

# meetings

MEETINGS: list = []

# partnersearch

PARTNERSEARCH: list = []

# Views of Wagtail, allauth and Django, by the first part of their address.

OTHERS = [
    prefix("", "/en/no-such-page/", who("hidden")),
    prefix("_util/", "/_util/login/", who("log_in")),
    prefix("accounts/", "/en/accounts/email/", logged_in()),
    prefix("admin/", "/admin/", only(f"{EDITING} admin", rest="log_in")),
    prefix("documents/", "/documents/1/nothing.pdf", who("hidden")),
]

TABLE = [*HUB, *NETWORK, *WORKPACKAGES, *MEETINGS, *PARTNERSEARCH, *OTHERS]
