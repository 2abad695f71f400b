from datetime import time, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub.registries import (
    demo_parts,
    search_sources,
    site_parts,
    sitemap_parts,
)


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Network")

    def ready(self):
        from hub.jobs import due_job
        from network import (
            actions,
            demo,
            personal_data,
            privacy_notices,
            retention,
            search,
            sitemap,
            tasks,
        )

        site_parts.register("network", actions.set_up_groups, order=20)
        demo_parts.register("network", demo.load, order=20)
        search_sources.register("network.projects", search.search_projects)
        search_sources.register("network.programmes", search.search_programmes)
        search_sources.register("network.organisations", search.search_organisations)
        search_sources.register("network.people", search.search_people)
        sitemap_parts.register("network", sitemap.public_entries)
        personal_data.register()
        privacy_notices.register()
        retention.register()
        due_job("network.erasures", tasks.carry_out_erasures, every=timedelta(hours=1))
        due_job("network.data_copies", tasks.write_data_copies, every=timedelta(minutes=10))
        due_job("network.seats", tasks.follow_seats, at=time(0, 5))
