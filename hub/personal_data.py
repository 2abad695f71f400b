"""What the hub and the software below it keep of a person, and how it goes away."""

import json
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index

from hub import mailbox
from hub.erasing import Traces
from hub.registries import (
    PersonalRecords,
    PrivacyNotice,
    RetentionRule,
    erasure_steps,
    personal_records,
    privacy_notices,
    retention_rules,
    search_refreshers,
)

GOES = True
# Rows of others' software; what has no columns is of no use to the person.
RECORDS = {
    "account.EmailAddress.user": PersonalRecords(("email", "verified", "primary"), GOES),
    "mfa.Authenticator.user": PersonalRecords(("type", "created_at", "last_used_at"), GOES),
    "usersessions.UserSession.user": PersonalRecords(
        ("ip", "user_agent", "created_at", "last_seen_at"), GOES
    ),
    "socialaccount.SocialAccount.user": PersonalRecords(
        ("provider", "uid", "date_joined", "last_login", "extra_data"), GOES
    ),
    "hub.Feedback.answered_by": PersonalRecords(("answer", "answered_at")),
    "hub.HubImage.uploaded_by_user": PersonalRecords(("title", "created_at")),
    "hub.HubDocument.uploaded_by_user": PersonalRecords(("title", "created_at")),
    "wagtailcore.Page.owner": PersonalRecords(("title", "first_published_at")),
    "wagtailcore.Page.locked_by": PersonalRecords(),
    "wagtailcore.Revision.user": PersonalRecords(("object_str", "created_at")),
    "wagtailcore.PageLogEntry.user": PersonalRecords(("label", "action", "timestamp")),
    "wagtailcore.ModelLogEntry.user": PersonalRecords(("label", "action", "timestamp")),
    "wagtailcore.Comment.user": PersonalRecords(("text", "created_at")),
    "wagtailcore.Comment.resolved_by": PersonalRecords(),
    "wagtailcore.CommentReply.user": PersonalRecords(("text", "created_at")),
    "wagtailcore.PageSubscription.user": PersonalRecords(("page",), GOES),
    "wagtailcore.WorkflowState.requested_by": PersonalRecords(),
    "wagtailcore.TaskState.finished_by": PersonalRecords(),
    "wagtailcore.UploadedFile.uploaded_by_user": PersonalRecords((), GOES),
    "wagtailcore.APIToken.user": PersonalRecords((), GOES),
    "wagtailadmin.EditingSession.user": PersonalRecords((), GOES),
    "wagtailadmin.FormState.user": PersonalRecords((), GOES),
    "wagtailusers.UserProfile.user": PersonalRecords(
        ("preferred_language", "current_time_zone", "theme"), GOES
    ),
    "wagtail_localize.StringTranslation.last_translated_by": PersonalRecords(("data",)),
    "wagtail_localize.SegmentOverride.last_translated_by": PersonalRecords(),
    # Tables of Wagtail's own kinds of files, which ours take the place of.
    "wagtailimages.Image.uploaded_by_user": PersonalRecords(("title",)),
    "wagtaildocs.Document.uploaded_by_user": PersonalRecords(("title",)),
}


FEEDBACK = PrivacyNotice(
    title=_("Feedback"),
    short=_(
        "We keep your message and your address for a year to deal with it, and give them to nobody."
    ),
    data=_("Your message, and your name and e-mail address if you give them."),
    basis=_("The network's task in the public interest (Article 6(1)(e))."),
    recipients=_("The secretariat and the administrators."),
    kept=_("One year."),
)


def forget_sessions(person: Any, traces: Traces) -> None:
    """The person's own, and any other in which an address is noted."""
    engine = import_module(settings.SESSION_ENGINE)
    if not issubclass(engine.SessionStore, SessionStore):
        return
    for session in Session.objects.iterator():
        kept = session.get_decoded()
        if kept.get("_auth_user_id") == str(person.pk) or traces.are_in(
            json.dumps(kept, default=str)
        ):
            session.delete()


def forget_tasks(person: Any, traces: Traces) -> None:
    """Mails that wait or were sent; what names the person in other tasks is taken out later."""
    from django_tasks_db.models import DBTaskResult

    addresses = {address.lower() for address in traces.addresses}
    mails = DBTaskResult.objects.filter(task_path="hub.mail.deliver")
    for result in mails.iterator():
        to = (result.args_kwargs or {}).get("kwargs", {}).get("to", "")
        if str(to).lower() in addresses:
            result.delete()


def forget_letters(person: Any, traces: Traces) -> None:
    """In the demo mails lie in files: those to the person or about the person go."""
    if settings.EMAIL_BACKEND != mailbox.FILES:
        return
    for file in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
        mailbox.keep_letters(file, lambda letter: not traces.are_in(f"{letter.to} {letter.text}"))


def rename_files(person: Any, traces: Traces) -> None:
    """A file whose name tells the person's gets another name; its content stays."""
    for model in apps.get_models():
        for each in model._meta.local_concrete_fields:
            if isinstance(each, models.FileField):
                for word in _as_in_file_names(traces):
                    _rename(model, each.name, word)


def _as_in_file_names(traces: Traces) -> list[str]:
    words = []
    for name in traces.names:
        words += [mark.join(name.split()) for mark in ("-", "_", "")]
    return [*words, *traces.addresses]


def _rename(model: type[models.Model], name: str, word: str) -> None:
    for row in model._base_manager.filter(**{f"{name}__icontains": word}):
        old = getattr(row, name)
        storage, path = old.storage, old.name
        if index_of_renditions := getattr(row, "renditions", None):
            for rendition in index_of_renditions.all():
                rendition.delete()
        new = f"{Path(path).parent}/{model._meta.model_name}-{row.pk}{Path(path).suffix}"
        if storage.exists(path):
            with storage.open(path) as content:
                new = storage.save(new, File(content))
            storage.delete(path)
        model._base_manager.filter(pk=row.pk).update(**{name: new})


def forget_caches(person: Any = None, traces: Traces | None = None) -> None:
    for cache in caches.all():
        cache.clear()


def refresh_site_search(model: type[models.Model], keys: set[Any]) -> None:
    """Wagtail's index reads these rows anew; a page's row may be that of any of its types."""
    if issubclass(model, Page):
        for page in Page.objects.filter(pk__in=keys).specific().iterator():
            index.insert_or_update_object(page)
    elif index.class_is_indexed(model):
        for row in model._default_manager.filter(pk__in=keys).iterator():
            index.insert_or_update_object(row)
    elif model._meta.label == "wagtail_localize.String":
        _renew_hashes(model, keys)


def _renew_hashes(model: Any, keys: set[Any]) -> None:
    """wagtail-localize finds a sentence by its checksum."""
    for sentence in model.objects.filter(pk__in=keys):
        new = model._get_data_hash(sentence.data)
        if not model.objects.filter(locale_id=sentence.locale_id, data_hash=new).exists():
            model.objects.filter(pk=sentence.pk).update(data_hash=new)


# Retention


def forget_sent_mails(before: datetime, dry_run: bool) -> int:
    """A task of sending holds an address and a text."""
    return _forget_tasks("successful", before, dry_run)


def forget_failed_tasks(before: datetime, dry_run: bool) -> int:
    return _forget_tasks("failed", before, dry_run)


def _forget_tasks(outcome: str, before: datetime, dry_run: bool) -> int:
    from django_tasks_db.models import DBTaskResult

    tasks = getattr(DBTaskResult.objects, outcome)().filter(finished_at__lt=before)
    return tasks.count() if dry_run else tasks.delete()[0]


def forget_devices(before: datetime, dry_run: bool) -> int:
    """The address and the kind of each device from which somebody signed in."""
    sessions = UserSession.objects.filter(last_seen_at__lt=before)
    return sessions.count() if dry_run else sessions.delete()[0]


def register() -> None:
    """Called in `HubConfig.ready`."""
    privacy_notices.register("feedback", FEEDBACK, order=50)
    retention_rules.register(
        "hub.sent_mails", RetentionRule(_("Mails and tasks that are done"), 7, forget_sent_mails)
    )
    retention_rules.register(
        "hub.failed_tasks", RetentionRule(_("Mails and tasks that failed"), 90, forget_failed_tasks)
    )
    retention_rules.register(
        "hub.devices", RetentionRule(_("Devices from which people signed in"), 30, forget_devices)
    )
    for key, records in RECORDS.items():
        personal_records.register(key, records)
    erasure_steps.register("hub.sessions", forget_sessions, order=10)
    erasure_steps.register("hub.tasks", forget_tasks, order=20)
    erasure_steps.register("hub.letters", forget_letters, order=30)
    erasure_steps.register("hub.files", rename_files, order=40)
    search_refreshers.register("hub", refresh_site_search)
