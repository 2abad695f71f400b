"""A person gets all that the hub keeps about him or her, in one file."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.jobs import enqueue_on_commit
from hub.languages import reading_in, switched_on
from hub.registries import due_jobs
from network import emails, personal_data, rules
from network.models import DataCopy, User
from network.personal_data import PersonalDataError

logger = logging.getLogger(__name__)


@transaction.atomic
def ask_for_data(*, by: User) -> DataCopy:
    """The worker writes all that the hub keeps of the person into one file."""
    if not rules.can_ask_for_data(by):
        raise PersonalDataError(_("Sign in first."))
    copy, made = DataCopy.objects.get_or_create(person=by, ready_at=None, failed_at=None)
    if made:
        enqueue_on_commit(due_jobs["network.data_copies"].task)
    return copy


def write_data_copies() -> int:
    """Write the copies that people wait for; returns how many."""
    written = 0
    for copy in DataCopy.objects.waiting().select_related("person"):
        try:
            with reading_in(switched_on(copy.person.language)):
                personal_data.write_copy(copy)
        except Exception:
            logger.exception("A copy of personal data could not be written")
            DataCopy.objects.filter(pk=copy.pk).update(failed_at=timezone.now())
            continue
        copy.ready_at = timezone.now()
        copy.expires_at = copy.ready_at + timedelta(days=settings.HUB_DATA_COPY_DAYS)
        copy.percent = 100
        copy.save()
        emails.announce_data_copy(copy)
        written += 1
    return written


def forget_data_copies(before: datetime, dry_run: bool) -> int:
    """Files whose days are over, and what was never written."""
    copies = DataCopy.objects.filter(created_at__lt=before)
    count = copies.count()
    if not dry_run:
        for copy in copies:
            copy.file.delete(save=False)
            copy.delete()
    return count
