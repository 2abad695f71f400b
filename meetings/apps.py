from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        from hub.registries import site_parts
        from meetings import site

        site_parts.register("meetings", site.set_up, order=40)
