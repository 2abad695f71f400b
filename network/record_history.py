"""The history of a record in Wagtail's admin: who changed what, for whom and why."""

from itertools import pairwise
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.history import HistoryView

CHANGES = {"+": _("Created"), "~": _("Changed"), "-": _("Deleted")}


class RecordHistoryView(HistoryView):
    """The rows of django-simple-history in the place of Wagtail's log."""

    any_permission_required = ["add", "change", "delete", "view"]
    filterset_class = None
    is_searchable = False

    @cached_property
    def columns(self) -> list[Column]:
        return [
            DateColumn("history_date", label=_("When")),
            Column("who", label=_("Who"), accessor=lambda row: row.history_user or "–"),
            Column("for_whom", label=_("For whom"), accessor=lambda row: row.acting_for or "–"),
            Column("kind", label=_("Change"), accessor=lambda row: CHANGES[row.history_type]),
            Column("what", label=_("Fields"), accessor=changed_fields),
            Column("why", label=_("Reason"), accessor=lambda row: row.history_change_reason or "–"),
        ]

    def get_base_queryset(self) -> Any:
        rows = self.object.history.select_related("history_user", "acting_for")
        return rows.order_by("-history_date", "-history_id")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        remember_earlier_rows(context["object_list"])
        return context


def remember_earlier_rows(rows: Any) -> None:
    """Each row is compared with the one below it; only the last of a page asks for its own."""
    for row, earlier in pairwise(rows):
        row.earlier = earlier


def changed_fields(row: Any) -> str:
    """The names of the fields that this change touched."""
    if row.history_type != "~":
        return ""
    earlier = getattr(row, "earlier", None) or row.prev_record
    if earlier is None:
        return ""
    fields = row.tracked_fields
    names = [
        str(field.verbose_name)
        for field in fields
        if getattr(row, field.attname) != getattr(earlier, field.attname)
    ]
    return ", ".join(names)
