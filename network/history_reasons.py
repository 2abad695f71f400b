"""What the site itself writes as the reason of a change; people's own words stand as they are."""

from django.utils.translation import gettext, gettext_noop

REASONS = frozenset(
    {
        gettext_noop("accepted an invitation"),
        gettext_noop("accepted the invitation"),
        gettext_noop("account erased"),
        gettext_noop("asked for a seat"),
        gettext_noop("command line"),
        gettext_noop("confirmed the seat"),
        gettext_noop("declined the invitation"),
        gettext_noop("demo content"),
        gettext_noop("ended the seat"),
        gettext_noop("expired"),
        gettext_noop("handed over"),
        gettext_noop("invited"),
        gettext_noop("joined the task force"),
        gettext_noop("left the task force"),
        gettext_noop("opened a seat"),
        gettext_noop("proposed an organisation"),
        gettext_noop("published"),
        gettext_noop("sent the invitation again"),
        gettext_noop("took in a proposed organisation"),
        gettext_noop("withdrawn"),
        gettext_noop("withdrew the invitation"),
        gettext_noop("withdrew the request"),
    }
)


def in_readers_words(reason: str) -> str:
    """The site's own reasons in the reader's language."""
    return gettext(reason) if reason in REASONS else reason
