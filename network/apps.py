from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub.registries import demo_parts, site_parts


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Network")

    def ready(self):
        from hub.jobs import due_job
        from network import actions, demo, tasks

        site_parts.register("network", actions.set_up_groups, order=20)
        demo_parts.register("network", demo.load, order=20)
        due_job("network.seats", tasks.follow_seats, at=time(0, 5))
