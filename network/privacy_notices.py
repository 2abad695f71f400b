"""What is done with personal data, purpose by purpose, and what needs consent.

Sources: Regulation (EU) 2016/679, Articles 6, 7, 13 and 15–22.
"""

from django.utils.translation import gettext_lazy as _

from hub.registries import ConsentPurpose, PrivacyNotice, consent_purposes, privacy_notices
from network.models.personal_data import PUBLIC_PROFILE

PUBLIC_TASK = _("The network's task in the public interest (Article 6(1)(e)).")

ACCOUNT = PrivacyNotice(
    title=_("Accounts"),
    short=_(
        "We use your name and address to let you in, to write to you about your work here, and to "
        "sign what you do."
    ),
    data=_(
        "Name, e-mail address, language, time zone, seats in organisations, what you write and "
        "decide here, when and where you signed in."
    ),
    basis=PUBLIC_TASK,
    recipients=_(
        "The secretariat and the administrators; your organisation and, for what you sign, other "
        "members."
    ),
    kept=_(
        "As long as you use the account: after two years without signing in you are told, a month "
        "later it is erased. Addresses of devices: 30 days. Mails sent: 90 days at most. Who "
        "changed what: five years, then without names."
    ),
)
DIRECTORY = PrivacyNotice(
    title=_("Member directory"),
    short=_("Others see of you what you choose here, and nothing more."),
    data=_("Name, organisation and function; what else you fill in and show."),
    basis=_(
        "The network's task in the public interest (Article 6(1)(e)); for what you show to "
        "everybody your consent (Article 6(1)(a)), which you can withdraw at any time."
    ),
    recipients=_("Members of the network and everybody, each as far as you choose."),
    kept=_("Until you change it, or your account is erased."),
)
PHOTOS = "photos"
PURPOSES = {
    PUBLIC_PROFILE: ConsentPurpose(
        title=_("Public profile"),
        text=_(
            "What I show to everybody in my profile may be read by everybody on the web, search "
            "engines among them."
        ),
        version="2026-11",
        form="network:profile_edit",
    ),
    PHOTOS: ConsentPurpose(
        title=_("Pictures from meetings"),
        text=_(
            "Pictures taken at meetings in which I can be recognised may be shown on the public "
            "pages of the hub."
        ),
        version="2026-11",
    ),
}


def register() -> None:
    """Called in `NetworkConfig.ready`."""
    privacy_notices.register("account", ACCOUNT, order=10)
    privacy_notices.register("directory", DIRECTORY, order=20)
    for key, purpose in PURPOSES.items():
        consent_purposes.register(key, purpose)
