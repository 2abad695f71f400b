from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from wagtail import signals


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Hub"

    def ready(self):
        from wagtail.models import Page, PageViewRestriction

        from hub import page_cache, site
        from hub.registries import site_parts

        site_parts.register("hub", site.set_up_hub, order=10)

        for signal in (
            signals.page_published,
            signals.page_unpublished,
            signals.page_slug_changed,
            signals.post_page_move,
        ):
            signal.connect(page_cache.renew_after)
        post_delete.connect(page_cache.renew_after, sender=Page)
        for signal in (post_save, post_delete):
            signal.connect(page_cache.renew_after, sender=PageViewRestriction)
