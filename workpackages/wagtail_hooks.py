"""Living pages in Wagtail's admin: no accident there may hurt a text."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from workpackages import admin_views
from workpackages.models import LivingPage, has_versions


@hooks.register("register_log_actions")
def name_our_actions(actions):
    """How our actions read in a page's history."""
    actions.register_action("workpackages.announce", _("Announce"), _("Announced with its facts"))
    actions.register_action("workpackages.draft", _("Make draft"), _("Made a draft for comments"))
    actions.register_action("workpackages.adopted", _("Adopt"), _("Adopted a version"))
    actions.register_action("workpackages.facts", _("Change facts"), _("Changed title or facts"))
    actions.register_action("workpackages.kept", _("Keep the text"), _("Kept the working text"))
    actions.register_action("workpackages.clause", _("Change clause"), _("Changed one clause"))
    actions.register_action(
        "workpackages.package", _("Change work package"), _("Changed the work package on the site")
    )


# A text that somebody else changed while the editor was open.


@hooks.register("before_edit_page")
def refuse_stale_save(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail itself compares for autosave only, so a plain save would overwrite what is newer."""
    if request.method != "POST" or not request.accepts("text/html"):  # an autosave wants JSON
        return None
    if not isinstance(page, LivingPage) or not page.holds_the_text or not is_stale(request, page):
        return None
    return admin_views.stale_save(request, page)


def is_stale(request: HttpRequest, page: LivingPage) -> bool:
    """Whether the editor was opened on another revision than the newest."""
    newest = page.get_latest_revision()
    if newest is None:
        return False
    if own := request.POST.get("overwrite_revision_id"):
        return own != str(newest.pk)
    loaded = request.POST.get("loaded_revision_id")
    if not loaded:
        return False
    made = request.POST.get("loaded_revision_created_at", "")
    return loaded != str(newest.pk) or made != newest.created_at.isoformat()


@hooks.register("insert_editor_js")
def keep_the_loaded_revision_up_to_date():
    """After an autosave the hidden fields name the old revision; honest saves would be refused."""
    return format_html('<script src="{}"></script>', static("workpackages/editor.js"))


# Deleting


@hooks.register("before_delete_page")
def keep_what_has_versions(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not has_versions(page):
        return None
    messages.error(request, gettext("A page that has versions cannot be deleted."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_what_has_versions_in_bulk(request, action_type, objects, action) -> HttpResponse | None:
    pages = [thing for thing in objects if isinstance(thing, Page)]
    if action_type != "delete" or not any(has_versions(page) for page in pages):
        return None
    messages.error(request, gettext("A page that has versions cannot be deleted."))
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


# The menu of the editor


class MakeVersionItem(ActionMenuItem):
    """Leads from the editor to a new version, or first to the announcement of the page."""

    name = "workpackages-version"
    label = _("Make a version …")
    icon_name = "doc-full"
    order = 5_000

    def is_shown(self, context):
        page = context.get("page")
        is_living = isinstance(page, LivingPage) and page.versions_by_hand
        return context["view"] == "edit" and is_living and page.holds_the_text

    def get_url(self, parent_context):
        return reverse("version_make", args=[parent_context["page"].pk])


@hooks.register("register_page_action_menu_item")
def offer_a_version():
    return MakeVersionItem()


@hooks.register("construct_page_action_menu")
def never_publish_at_once(menu_items, request, context):
    """On a page that is being made, the rights asked are the parent's."""
    parent = context.get("parent_page")
    if context["view"] != "create" or parent is None:
        return
    kind = request.resolver_match.kwargs.get("content_type_model_name", "")
    names = {
        model._meta.model_name
        for model in parent.specific_class.creatable_subpage_models()
        if issubclass(model, LivingPage)
    }
    if kind in names or (not kind and names):
        menu_items[:] = [
            item for item in menu_items if item.name not in {"action-publish", "action-submit"}
        ]


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path(
            "living-pages/<int:page_id>/version/",
            admin_views.version_make,
            name="version_make",
        )
    ]
