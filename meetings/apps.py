from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self):
        from hub.registries import demo_parts, search_sources, site_parts
        from meetings import demo, departure, personal_data, search, site
        from network.departure import left_behind

        personal_data.register()
        left_behind.register("meetings.actions", departure.actions_left_behind)
        search_sources.register("meetings.reports", search.search_reports)
        demo_parts.register("meetings", demo.load, order=40)
        site_parts.register("meetings", site.set_up, order=40)
