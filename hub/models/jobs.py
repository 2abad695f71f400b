from django.db import models
from django.utils.translation import gettext_lazy as _


class DueJob(models.Model):
    """When a recurring task is due next; see hub/jobs.py for what is done then."""

    key = models.CharField(_("key"), max_length=120, primary_key=True)
    next_run = models.DateTimeField(_("next run"))
    last_run = models.DateTimeField(_("last run"), null=True)

    class Meta:
        verbose_name = _("due job")
        verbose_name_plural = _("due jobs")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
