from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub.registries import (
    RetentionRule,
    demo_parts,
    history_values,
    retention_rules,
    search_sources,
    site_parts,
    sitemap_parts,
)


class PartnerSearchConfig(AppConfig):
    name = "partnersearch"
    verbose_name = _("Partner search")

    def ready(self):
        from hub.jobs import due_job
        from network.departure import left_behind
        from partnersearch import demo, departure, facts, personal_data, search, site, tasks

        personal_data.register()
        search_sources.register("partnersearch.offers", search.search_offers)
        sitemap_parts.register("partnersearch.offers", search.sitemap_entries)
        forget = RetentionRule(
            _("Persons named by offers that were closed"),
            182,
            personal_data.forget_persons_of_closed_offers,
        )
        retention_rules.register("partnersearch.closed_offers", forget)
        left_behind.register("partnersearch.offers", departure.offers_left_behind)
        due_job("partnersearch.expire_offers", tasks.expire_offers, at=time(0, 10))
        site_parts.register("partnersearch", site.set_up, order=50)
        demo_parts.register("partnersearch", demo.load, order=50)
        history_values.register("partnersearch", facts.value_in_words)
