from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkPackagesConfig(AppConfig):
    name = "workpackages"
    verbose_name = _("Work programmes and work packages")

    def ready(self):
        from hub.registries import demo_parts, site_parts, sitemap_parts
        from workpackages import demo, site, sitemap

        site_parts.register("workpackages", site.set_up, order=30)
        sitemap_parts.register("workpackages.versions", sitemap.adopted_versions)
        demo_parts.register("workpackages", demo.load, order=30)
