from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self):
        from hub.registries import site_parts
        from network import site

        site_parts.register("network", site.set_up, order=20)
