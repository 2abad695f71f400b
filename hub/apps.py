from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _
from wagtail import signals


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Hub"

    def ready(self):
        from wagtail.models import Page, PageViewRestriction

        from hub import (
            actions,
            demo_feedback,
            demo_pages,
            foot,
            jobs,
            page_cache,
            personal_data,
            privacy,
            site,
            standing_pages,
        )
        from hub.registries import RetentionRule, demo_parts, retention_rules, site_parts

        jobs.register()
        personal_data.register()
        retention_rules.register(
            "hub.feedback",
            RetentionRule(_("Messages about the site"), 365, actions.forget_feedback),
        )
        site_parts.register("hub", site.set_up_hub, order=10)
        site_parts.register("hub.standing_pages", standing_pages.set_up, order=90)
        demo_parts.register("hub", demo_pages.load, order=10)
        demo_parts.register("hub.feedback", demo_feedback.load, order=90)

        for signal in (
            signals.page_published,
            signals.page_unpublished,
            signals.page_slug_changed,
            signals.post_page_move,
        ):
            signal.connect(page_cache.renew_after)
        for signal in (signals.page_published, signals.page_unpublished):
            signal.connect(foot.forget_after)
        post_delete.connect(page_cache.renew_after, sender=Page)
        for signal in (post_save, post_delete):
            signal.connect(page_cache.renew_after, sender=PageViewRestriction)
        post_save.connect(privacy.complete_copy, sender=PageViewRestriction)
