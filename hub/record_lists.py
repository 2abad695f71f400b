"""Records in Wagtail's admin, to be read there and changed on the site."""

from wagtail.admin.viewsets.model import ModelViewSet


class ReadOnlyViewSet(ModelViewSet):
    """The list alone: there is nothing to add, edit or delete here."""

    add_to_reference_index = False
    copy_view_enabled = False
    form_fields: list[str] = []
    search_backend_name = None

    def get_common_view_kwargs(self, **kwargs):
        nothing = dict.fromkeys(
            ["add_url_name", "edit_url_name", "delete_url_name", "history_url_name"]
        )
        return super().get_common_view_kwargs(**nothing, usage_url_name=None, **kwargs)

    def get_urlpatterns(self):
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name.startswith("index")
        ]
