"""Living pages in Wagtail's admin: no accident there may hurt a text."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def name_our_actions(actions):
    """How our actions read in a page's history."""
    actions.register_action("workpackages.announce", _("Announce"), _("Announced with its facts"))
    actions.register_action("workpackages.draft", _("Make draft"), _("Made a draft for comments"))
    actions.register_action("workpackages.adopted", _("Adopt"), _("Adopted a version"))
    actions.register_action("workpackages.facts", _("Change facts"), _("Changed title or facts"))
    actions.register_action("workpackages.clause", _("Change clause"), _("Changed one clause"))
