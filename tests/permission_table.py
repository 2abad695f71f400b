"""Who may do what: a row for each URL, page type and action of ours, and for each prefix of others.

tests/test_permissions.py fails when something of ours has no row, and checks every answer. The
words are explained in tests/permission_rows.py. Rows stand in the section of their app, in URL
order; a thing may have several rows, one for each state that changes the answers.
"""

from hub.models import HomePage
from tests.permission_rows import everybody, only, page, prefix

EDITORS = "secretariat expert"

# hub

HUB = [
    page("hub.HomePage", lambda cast: HomePage.objects.first(), everybody()),
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
    prefix(
        "admin/",
        "/admin/",
        only("secretariat expert translator auditor admin steering", rest="log_in"),
    ),
]

TABLE = [*HUB, *NETWORK, *WORKPACKAGES, *MEETINGS, *PARTNERSEARCH, *OTHERS]
