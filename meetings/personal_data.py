"""What meetings keep of a person."""

from django.utils.translation import gettext_lazy as _

from hub.registries import PersonalRecords, PrivacyNotice, personal_records, privacy_notices

RECORDS = {
    "meetings.Action.closed_by": PersonalRecords(("text", "closed_at", "reason")),
}
NOTICE = PrivacyNotice(
    title=_("Meetings and pictures"),
    short=_(
        "Reports name organisations, not persons. Pictures in which you can be recognised are "
        "shown only if you agreed to it."
    ),
    data=_("Which actions you closed; pictures, if you agreed to them."),
    basis=_(
        "The network's task in the public interest (Article 6(1)(e)); for pictures your consent "
        "(Article 6(1)(a)), which you can withdraw at any time."
    ),
    recipients=_("Members of the network; everybody, for pictures that you agreed to."),
    kept=_("Reports and actions stay, without your name after your account is erased."),
)


def register() -> None:
    """Called in `MeetingsConfig.ready`."""
    for key, records in RECORDS.items():
        personal_records.register(key, records)
    privacy_notices.register("meetings", NOTICE, order=40)
