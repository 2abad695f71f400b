from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        from hub.registries import search_sources, site_parts
        from meetings import search, site

        search_sources.register("meetings.reports", search.search_reports)
        site_parts.register("meetings", site.set_up, order=40)
