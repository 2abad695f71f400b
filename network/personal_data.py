"""What the network keeps of a person: how it is recognised, copied and blanked."""

import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import registered_models
from wagtail.models import Page, Revision

from hub.erasing import Traces, address_of_nobody
from hub.models import Feedback, HubDocument, HubImage
from hub.registries import PersonalRecords, erasure_steps, personal_records
from network.models import (
    DataCopy,
    Invitation,
    MobilityProgramme,
    Organisation,
    Project,
    ProjectPartner,
    User,
)

GOES = True
RECORDS = {
    "network.Seat.person": PersonalRecords(
        ("organisation", "function", "since", "until", "confirmed_at", "message", "ended_reason")
    ),
    "network.Seat.confirmed_by": PersonalRecords(("organisation", "confirmed_at")),
    "network.Seat.ended_by": PersonalRecords(("organisation", "until", "ended_reason")),
    "network.Seat.successor": PersonalRecords(("organisation", "until")),
    "network.OrganisationProposal.person": PersonalRecords(
        ("name", "kind", "country", "region", "website", "message", "state", "created_at"), GOES
    ),
    "network.OrganisationProposal.decided_by": PersonalRecords(("name", "decided_at", "reason")),
    "network.Invitation.invited_by": PersonalRecords(("organisation", "email", "sent_at", "state")),
    "network.Erasure.person": PersonalRecords(("created_at", "reason", "due_at", "cancelled_at")),
    "network.Erasure.asked_by": PersonalRecords(("created_at", "due_at")),
    "network.Consent.person": PersonalRecords(
        ("purpose", "text_version", "text", "given_at", "withdrawn_at"), GOES
    ),
    "network.Consent.given_by": PersonalRecords((), GOES),
    "network.Consent.withdrawn_by": PersonalRecords((), GOES),
    "network.DataCopy.person": PersonalRecords(("created_at", "ready_at"), GOES),
}
# Rows that know a person by an address.
BY_ADDRESS: dict[type[models.Model], tuple[str, ...]] = {
    Feedback: ("message", "name", "email", "sent_at", "answer"),
    Invitation: ("organisation", "function", "email", "sent_at", "state"),
}
# What the row of a former member still says; everything else gets its first value again.
KEPT_OF_ACCOUNT = {"id", "date_joined", "erased_at"}
SECRET = {"password"}
# A text with so many digits is a number of this person and nobody else's.
ENOUGH_DIGITS = 7
# “2021-2027” and “2026-11-25” are in the texts of everybody.
YEARS = re.compile(r"(19|20)\d\d\D")
# A person's name that is one of these, or a part of it, is left in texts.
NAMES_OF_THINGS: dict[type[models.Model], tuple[str, ...]] = {
    Organisation: ("name", "latin_name"),
    MobilityProgramme: ("name", "english_name"),
    Project: ("title", "english_title", "acronym"),
    ProjectPartner: ("name",),
}
# What more pages say, that the person does not own, is taken for plain words.
MOST_PAGES_THAT_NAME_A_PERSON = 5


class PersonalDataError(Exception):
    """Something cannot be done with these data; the message is for the person."""


# Traces


def traces_of(person: User) -> Traces:
    """By what texts name this person; a name that is not only theirs stays in them.

    An address that was typed and never confirmed is anybody's.
    """
    addresses = {person.email}
    confirmed = EmailAddress.objects.filter(user=person, verified=True)
    addresses |= set(confirmed.values_list("email", flat=True))
    return Traces(
        key=person.pk,
        names=_names(person),
        addresses=tuple(sorted(addresses)),
        others=tuple(sorted(_numbers(person))),
    )


def _names(person: User) -> tuple[str, ...]:
    first, last = person.first_name.strip(), person.last_name.strip()
    if not first or not last:
        return ()
    namesakes = User.objects.filter(first_name__iexact=first, last_name__iexact=last)
    if namesakes.exclude(pk=person.pk).exists() or name_in_common_use(person):
        return ()
    return _whole_names(person)


def _whole_names(person: User) -> tuple[str, ...]:
    first, last = person.first_name.strip(), person.last_name.strip()
    return (f"{first} {last}", f"{last}, {first}", f"{last} {first}") if first and last else ()


def name_in_common_use(person: User) -> dict[str, int]:
    """Where the name stands although it may be no person's: names are chosen freely.

    Somebody may be called “Work package”; taken out of every text, it would damage the site.
    """
    words = Traces(key=person.pk, names=_whole_names(person))
    if not words.names:
        return {}
    pages = Page.objects.exclude(owner=person)
    found = {
        f"{rows.model._meta.db_table}.{column}": sum(
            words.are_in(text) for text in rows.values_list(column, flat=True)
        )
        for rows, columns in (
            (pages, ("title", "draft_title")),
            *(
                (model._default_manager.all(), columns)
                for model, columns in NAMES_OF_THINGS.items()
            ),
        )
        for column in columns
    }
    texts = Revision.objects.filter(pk__in=pages.values("latest_revision"))
    contents = texts.values_list("content", flat=True).iterator()
    pages_with_it = sum(words.are_in(json.dumps(content)) for content in contents)
    if pages_with_it > MOST_PAGES_THAT_NAME_A_PERSON:
        found["wagtailcore_revision.content"] = pages_with_it
    return {place: count for place, count in found.items() if count}


def _numbers(person: User) -> set[str]:
    """Telephone numbers and the like, if they are no dates and nobody else has the same."""
    others = User.objects.exclude(pk=person.pk)
    values = {
        each.attname: str(getattr(person, each.attname))
        for each in User._meta.local_concrete_fields
        if isinstance(each, models.CharField) and each.name not in SECRET
    }
    return {
        value
        for name, value in values.items()
        if sum(letter.isdigit() for letter in value) >= ENOUGH_DIGITS
        and not YEARS.match(value)
        and not others.filter(**{name: value}).exists()
    }


# Erasure


def rows_of(person: User, key: str) -> Any:
    """The rows of a registered relation: `network.Seat.person`."""
    label, name = key.rsplit(".", 1)
    return apps.get_model(label)._base_manager.filter(**{name: person})


def forget_rows(person: User) -> None:
    """Those that go with the person."""
    for key, records in personal_records.items():
        if records.go_with_person:
            rows_of(person, key).delete()


def forget_copies(person: User, traces: Traces) -> None:
    for copy in DataCopy.objects.filter(person=person):
        copy.file.delete(save=False)
        copy.delete()


def forget_invitations_of(person: User, traces: Traces) -> None:
    """What was sent to an address of the person, and the history of it."""
    sent = Invitation.objects.filter(email__in=[each.lower() for each in traces.addresses])
    keys = list(sent.values_list("pk", flat=True))
    sent.delete()
    Invitation.history.filter(id__in=keys).delete()


def blank(person: User) -> None:
    """What is left is a row without a name, an address, a password or a right."""
    for each in User._meta.local_concrete_fields:
        if isinstance(each, models.FileField):
            getattr(person, each.name).delete(save=False)
        if each.name not in KEPT_OF_ACCOUNT:
            setattr(person, each.attname, each.get_default())
    for many in User._meta.many_to_many:
        getattr(person, many.name).clear()
    person.email = address_of_nobody(person.pk)
    person.password = make_password(None)
    person.is_active = False
    person.erased_at = timezone.now()
    person.save()


# The person's own copy


def write_copy(copy: DataCopy) -> None:
    """One file for a person: data.json, and what the person uploaded."""
    with tempfile.TemporaryFile() as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            data = _data_of(copy)
            text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            archive.writestr("data.json", text)
            for name, content in _files_of(copy.person):
                archive.writestr(f"files/{name}", content)
        copy.file.save("", File(target), save=False)


def _data_of(copy: DataCopy) -> dict[str, Any]:
    person = copy.person
    kinds = [pair for pair in personal_records.items() if pair[1].columns]
    records = []
    for number, (key, kind) in enumerate(kinds, 1):
        if rows := [_as_dict(row, kind.columns) for row in rows_of(person, key)]:
            model = apps.get_model(key.rsplit(".", 1)[0])
            title = str(model._meta.verbose_name_plural)
            records.append({"kind": key, "title": title, "rows": rows})
        _progress(copy, 90 * number // len(kinds))
    return {
        "made_at": timezone.now(),
        "account": _as_dict(person, _columns_of_account()),
        "records": [*records, *_sent_and_received(person)],
        "history": list(_history_of(person)),
    }


def _sent_and_received(person: User) -> list[dict[str, Any]]:
    """What is known by an address alone: messages about the site, invitations."""
    found: list[dict[str, Any]] = []
    for model, columns in BY_ADDRESS.items():
        same = Q()
        for address in traces_of(person).addresses:
            same |= Q(email__iexact=address)
        if rows := [_as_dict(row, columns) for row in model._default_manager.filter(same)]:
            title = str(model._meta.verbose_name_plural)
            found.append({"kind": f"{model._meta.label}.email", "title": title, "rows": rows})
    return found


def _columns_of_account() -> list[str]:
    return [each.name for each in User._meta.local_concrete_fields if each.name not in SECRET]


def _as_dict(row: Any, columns: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in columns}
    return {
        name: str(value)
        if isinstance(value, (models.Model, models.fields.files.FieldFile))
        else value
        for name, value in values.items()
    }


def _history_of(person: User) -> Iterator[dict[str, Any]]:
    """What the person changed in records, with the reasons given."""
    for model in registered_models.values():
        rows = model.history.filter(history_user=person).order_by("history_date")
        for row in rows.iterator():
            yield {
                "when": row.history_date,
                "kind": model._meta.label,
                "record": row.pk and str(row.instance.pk),
                "change": row.get_history_type_display(),
                "reason": row.history_change_reason,
            }


def _files_of(person: User) -> Iterator[tuple[str, bytes]]:
    for model in (HubImage, HubDocument):
        for row in model.objects.filter(uploaded_by_user=person):
            if row.file.storage.exists(row.file.name):
                with row.file.open("rb") as content:
                    yield f"{row.pk}-{Path(row.file.name).name}", content.read()
    for each in User._meta.local_concrete_fields:
        file = getattr(person, each.name) if isinstance(each, models.FileField) else None
        if file:
            with file.open("rb") as content:
                yield Path(file.name).name, content.read()


def _progress(copy: DataCopy, percent: int) -> None:
    DataCopy.objects.filter(pk=copy.pk).update(percent=percent)


def register() -> None:
    """Called in `NetworkConfig.ready`."""
    for key, records in RECORDS.items():
        personal_records.register(key, records)
    erasure_steps.register("network.copies", forget_copies, order=50)
    erasure_steps.register("network.invitations", forget_invitations_of, order=50)
