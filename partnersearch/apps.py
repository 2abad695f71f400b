from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnerSearchConfig(AppConfig):
    name = "partnersearch"
    verbose_name = _("Partner search")

    def ready(self):
        from hub.jobs import due_job
        from partnersearch import tasks

        due_job("partnersearch.expire_offers", tasks.expire_offers, at=time(0, 10))
