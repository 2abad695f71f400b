from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkPackagesConfig(AppConfig):
    name = "workpackages"
    verbose_name = _("Work programmes and work packages")

    def ready(self):
        from hub.registries import (
            demo_parts,
            facts_log_actions,
            history_texts,
            history_values,
            quiet_log_actions,
            site_parts,
            sitemap_parts,
        )
        from network.departure import left_behind
        from workpackages import demo, departure, personal_data, site, sitemap, text_history

        personal_data.register()
        left_behind.register("workpackages.suggestions", departure.suggestions_left_behind)
        left_behind.register("workpackages.task_forces", departure.task_forces_left_behind)
        site_parts.register("workpackages", site.set_up, order=30)
        sitemap_parts.register("workpackages.lists", sitemap.lists)
        sitemap_parts.register("workpackages.versions", sitemap.adopted_versions)
        demo_parts.register("workpackages", demo.load, order=30)
        history_texts.register("workpackages", text_history.changed_clauses)
        history_values.register("workpackages", text_history.clause_in_words)
        facts_log_actions.register("workpackages", {"workpackages.announce", "workpackages.facts"})
        quiet_log_actions.register("workpackages", {"workpackages.kept"})
