"""One person is seeded everywhere and erased; then everything is searched for the person.

Tables and columns are asked of the database, relations of the models: whoever adds one is told
here what is missing.
"""

import json
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.mail import EmailMultiAlternatives
from django.db import connection, models
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    Locale,
    PageSubscription,
    Revision,
    UploadedFile,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationSource

from hub import mailbox
from hub.registries import personal_records
from meetings.models import Action
from network import actions
from network.history import acting
from network.models import Consent, Erasure, Function, Seat, User
from partnersearch.models import Offer, OfferDocument, State
from tests.factories import workpackages as make_text
from tests.factories.hub import ContentPageFactory, DocumentFactory, FeedbackFactory, ImageFactory
from tests.factories.meetings import ActionFactory, DecisionFactory
from tests.factories.network import (
    InvitationFactory,
    OrganisationFactory,
    ProposalFactory,
    SeatFactory,
    UserFactory,
)
from tests.factories.partnersearch import OfferFactory
from workpackages import actions as text_actions
from workpackages.clauses import new_clause
from workpackages.models import Suggestion, Version

NAME = "Zoraida Quillfeather"
ADDRESS = "zoraida.quillfeather@alma.example"
SECOND_ADDRESS = "z@quillfeather.example"
WORDS = ("zoraida", "quillfeather")
# Relations that no row of the hub uses: workflows are off, and our own files took their place.
UNUSED = {
    "wagtailcore.WorkflowState.requested_by",
    "wagtailcore.TaskState.finished_by",
    "wagtailimages.Image.uploaded_by_user",
    "wagtaildocs.Document.uploaded_by_user",
}


# Where to look


def relations_to_people() -> set[str]:
    """Every column that points to an account, but those of histories."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is get_user_model()
        and not model.__name__.startswith("Historical")
        and model is not User.groups.through
        and model is not User.user_permissions.through
    }


def places_in_the_database() -> list[str]:
    """Every table, column and key in which one of the words stands; indexes of words too."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = [
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
            ]
            quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
            if connection.vendor == "postgresql":
                quoted = ", ".join(
                    f"CAST({connection.ops.quote_name(name)} AS text)" for name in columns
                )
            cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                for name, value in zip(columns, row, strict=True):
                    if names_the_person(value):
                        found.append(f"{table}.{name}: {row[0]}: {str(value)[:300]}")
    return found


def names_the_person(value) -> bool:
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode("latin-1")
    return any(word in str(value).lower() for word in WORDS)


def found_by_search() -> int:
    if connection.vendor != "sqlite":
        return OfferDocument.objects.filter(body__icontains="quillfeather").count()
    with connection.cursor() as cursor:
        found = 0
        for table in ("partnersearch_words", "wagtailsearch_indexentry_fts"):
            words = f"{table} WHERE {table} MATCH 'quillfeather'"
            cursor.execute(f"SELECT count(*) FROM {words}")  # noqa: S608
            found += cursor.fetchone()[0]
    return found


def files_that_name_the_person(folder) -> list[str]:
    return [
        str(path)
        for path in Path(folder).rglob("*")
        if path.is_file() and (names_the_person(path) or names_the_person(path.read_bytes()))
    ]


# Where to seed


def seed_requests(person, organisation):
    """Seats that ended, organisations that were proposed, invitations from and to the person."""
    SeatFactory(until=timezone.localdate(), ended_by=person, successor=person)
    SeatFactory(person=person, waiting=True, message=f"{NAME} has asked")
    ProposalFactory(person=person, message=f"{NAME} has asked")
    ProposalFactory(decided_by=person, decided_at=timezone.now(), reason=f"{NAME} has read it")
    InvitationFactory(organisation=organisation, invited_by=person, message=f"Yours, {NAME}")
    InvitationFactory(organisation=organisation, email=ADDRESS.lower(), message=f"Dear {NAME}")


@pytest.fixture
def person(db, secretariat):
    """Expert, secretariat and member; every text of the account tells who it is."""
    person = UserFactory(first_name="Zoraida", last_name="Quillfeather", email=ADDRESS)
    for field in User._meta.local_concrete_fields:
        known = {"password", "first_name", "last_name", "email", "language", "time_zone"}
        if isinstance(field, models.CharField | models.TextField) and field.name not in known:
            if not field.choices:
                setattr(person, field.name, f"quillfeather {field.name}"[: field.max_length])
        elif isinstance(field, models.FileField):
            setattr(person, field.name, ContentFile(b"quillfeather", name="zoraida.txt"))
    person.save()
    person.emailaddress_set.create(email=SECOND_ADDRESS, verified=True)
    colleague = UserFactory()
    member = SeatFactory(person=person, organisation=OrganisationFactory(core=True))
    SeatFactory(person=person, organisation=member.organisation, function=Function.EXPERT)
    SeatFactory(person=person, organisation=member.organisation, function=Function.SECRETARIAT)
    SeatFactory(person=colleague, organisation=member.organisation, confirmed_by=person)
    seed_requests(person, member.organisation)
    return User.objects.get(pk=person.pk)


def seed_texts(person, secretariat):
    """A version made by the person, a suggestion by and one decided by the person."""
    programme = make_text.programme(make_text.text("Members meet once.", "Twice is better."))
    text_actions.adopt(page=programme, by=person, label="1.0")
    version = text_actions.make_draft(page=programme, by=person, label="1.1")
    paragraphs = [clause for clause in version.clauses_of() if clause["type"] == "paragraph"]
    for clause in paragraphs:
        text_actions.suggest(
            version=version,
            clause_id=clause["id"],
            proposed=new_clause("paragraph", text=f"<p>{NAME} meets twice.</p>"),
            rationale=f"{NAME} says so.",
            organisation=person.seats.first().organisation,
            by=person,
            language="en",
        )
    declined = Suggestion.objects.last()
    text_actions.decline(suggestion=declined, by=secretariat, answer=f"No, {NAME}.")
    Suggestion.objects.filter(pk=declined.pk).update(decided_by=person)
    package = make_text.work_package()
    package.memberships.create(person=person)
    package.save_revision(user=person, log_action=True).publish()
    return version


def seed_records(person):
    with acting(by=person, reason=f"{NAME} asked for it, {ADDRESS}"):
        offer = OfferFactory(
            state=State.PUBLISHED,
            posted_by=person,
            pitch=f"Write to {NAME}, {ADDRESS}.",
            organisation=person.seats.first().organisation,
        )
        offer.change = {"pitch": f"Write to {NAME} at {SECOND_ADDRESS.upper()}"}
        offer.change_state = State.SUBMITTED
        offer.decided_at, offer.decided_by = timezone.now(), person
        offer.decision_reason = f"{NAME} read it."
        offer.save()
        ActionFactory(
            text=f"{NAME} draws the map.",
            state=Action.State.DONE,
            closed_at=timezone.now(),
            closed_by=person,
        )
        DecisionFactory(text=f"{NAME.upper()} leads.")
    actions.give_consent(purpose="photos", by=person)
    withdrawn = Consent.objects.get()
    actions.withdraw_consent(consent=withdrawn, by=person)
    actions.ask_for_data(by=person)
    return offer


def seed_pages(person):
    """A page with its drafts, log, comments, translation and index entry."""
    page = ContentPageFactory(
        title=f"{NAME} joins us",
        owner=person,
        locked_by=person,
        body=[("text", f'<p>Ask {NAME} (<a href="mailto:{ADDRESS}">mail</a>).</p>')],
    )
    revision = page.save_revision(user=person, log_action=True)
    revision.publish(user=person)
    page.title = f"{NAME} leaves us"
    page.save_revision(user=person, log_action=True)
    comment = Comment.objects.create(
        page=page,
        user=person,
        text=f"{NAME}: nice",
        contentpath="title",
        resolved_by=person,
        resolved_at=timezone.now(),
    )
    CommentReply.objects.create(comment=comment, user=person, text=f"Thanks, {NAME}")
    PageSubscription.objects.create(page=page, user=person, comment_notifications=True)
    source, _made = TranslationSource.update_or_create_from_instance(page)
    danish = Locale.objects.get(language_code="da")
    segment = source.stringsegment_set.filter(string__data__icontains="Quillfeather").first()
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=danish,
        context=segment.context,
        data=f"{NAME} på dansk",
        last_translated_by=person,
    )
    SegmentOverride.objects.create(
        locale=danish,
        context=segment.context,
        last_translated_by=person,
        data_json=json.dumps(NAME),
    )
    return page


def seed_files(person):
    image = ImageFactory(
        title=f"Portrait of {NAME}",
        uploaded_by_user=person,
        file__filename="zoraida-quillfeather.png",
    )
    image.get_rendition("width-10")
    document = DocumentFactory(title=f"Letter of {NAME}", uploaded_by_user=person)
    document.file.save("Zoraida_Quillfeather.pdf", ContentFile(b"%PDF-1.4"), save=True)
    log(document, "wagtail.edit", user=person, data={"title": NAME})
    UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(type(document)),
        uploaded_by_user=person,
        file=ContentFile(b"half uploaded", name="zoraida-quillfeather.txt"),
    )


def seed_account(person, client):
    client.force_login(person)
    client.get("/en/accounts/profile/")
    UserSession.objects.create(
        user=person,
        ip="192.0.2.7",
        session_key=client.session.session_key,
        user_agent="Quillfeather's browser",
    )
    stranger = client.session.__class__()
    stranger["account_verified_email"] = SECOND_ADDRESS
    stranger.save()
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Zoraida's key"}
    )
    UserProfile.objects.create(user=person)
    page_type = ContentType.objects.get_for_model(User)
    EditingSession.objects.create(
        user=person, content_type=page_type, object_id="1", last_seen_at=timezone.now()
    )
    for model in (FormState, APIToken, SocialAccount):
        seed_any(model, person)


def seed_any(model, person):
    """A row of this model, its texts filled with the name."""
    values = {}
    for field in model._meta.local_concrete_fields:
        if field.related_model is get_user_model():
            values[field.name] = person
        elif field.related_model is ContentType:
            values[field.name] = ContentType.objects.get_for_model(User)
        elif isinstance(field, models.DateTimeField) and not field.null:
            values[field.name] = timezone.now()
        elif isinstance(field, models.JSONField):
            values[field.name] = {"name": NAME}
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            values[field.name] = NAME[: field.max_length]
    return model.objects.create(**values)


def seed_queue(person):
    for to, text in ((ADDRESS, "Hello"), ("someone@alma.example", f"From {NAME}, {ADDRESS}")):
        DBTaskResult.objects.create(
            task_path="hub.mail.deliver",
            args_kwargs={
                "args": [],
                "kwargs": {"to": to, "subject": f"Re: {NAME}", "text": text, "language": "en"},
            },
            backend_name="default",
            priority=0,
            run_after=timezone.now(),
            traceback=f"SMTPRecipientsRefused: {ADDRESS}",
        )


def seed_letters(person):
    for to in (ADDRESS, "someone@alma.example"):
        EmailMultiAlternatives("About her", f"Dear {NAME} –", to=[to]).send()


def seed_feedback(person):
    FeedbackFactory(
        message=f"{NAME} cannot read the map.",
        name=NAME,
        email=ADDRESS.upper(),
        state="answered",
        answer=f"Dear {NAME}",
        answered_at=timezone.now(),
        answered_by=person,
    )


def seed_caches():
    caches["default"].set("failed:login", ADDRESS)
    caches["pages"].set("page", f"<h1>{NAME}</h1>")


def seeded_nowhere(person) -> set[str]:
    return {
        key
        for key in relations_to_people() - UNUSED
        if not apps.get_model(key.rsplit(".", 1)[0])
        ._base_manager.filter(**{key.rsplit(".", 1)[1]: person})
        .exists()
    }


@pytest.fixture
def mail_in_files(settings, tmp_path):
    settings.EMAIL_BACKEND = mailbox.FILES
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def test_every_relation_to_a_person_says_what_happens_to_it():
    """Whoever adds a column for a person registers it: hub.registries.personal_records."""
    assert relations_to_people() == {key for key, _records in personal_records.items()}


def test_an_erased_person_is_nowhere(
    person, secretariat, client, mail_in_files, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        version = seed_texts(person, secretariat)
        offer = seed_records(person)
        page = seed_pages(person)
        seed_files(person)
        seed_account(person, client)
        seed_feedback(person)
        erasure = actions.ask_for_erasure(
            person=person, by=secretariat, reason=f"{NAME} wrote to us"
        )
        actions.cancel_erasure(erasure=erasure, by=person)
        asked = actions.ask_for_erasure(person=person, by=person)
    seed_queue(person)
    seed_letters(person)
    seed_caches()
    assert seeded_nowhere(person) == set(), "seed them in this test"
    assert found_by_search() > 0
    checksums = {row.pk: row.sha256 for row in Version.objects.all()}

    Erasure.objects.update(due_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase_due() == 1

    assert places_in_the_database() == []
    assert found_by_search() == 0
    assert files_that_name_the_person(settings.MEDIA_ROOT) == []
    # What is left in the folder: the last letter to the person, and one to a colleague without
    # the name.
    farewell, to_a_colleague = sorted(letter.subject for letter in mailbox.letters())
    assert farewell == "Your account is erased"
    assert to_a_colleague in {
        f"former member has left {seat.organisation}" for seat in person.seats.all()
    }
    assert caches["default"].get("failed:login") is None
    assert caches["pages"].get("page") is None
    assert client.get("/en/accounts/profile/").status_code == 302
    asked.refresh_from_db()
    assert asked.remains == ""
    # The record of the network is kept.
    person.refresh_from_db()
    assert (person.name, person.is_active) == ("former member", False)
    assert {row.pk: row.computed_sha256() for row in Version.objects.all()} == checksums
    version = Version.objects.get(pk=version.pk)
    assert (version.created_by.name, version.label) == ("former member", "1.1")
    suggestion = Suggestion.objects.first()
    assert suggestion.author.name == "former member"
    assert suggestion.organisation == person.seats.first().organisation
    offer = Offer.objects.get(pk=offer.pk)
    assert offer.pitch == f"Write to N. N., {person.email}."
    assert offer.history.first().history_user == person
    assert not Seat.objects.current().filter(person=person).exists()
    assert not person.task_force_memberships.current().exists()
    assert not person.groups.exists()
    page.refresh_from_db()
    assert page.title == "N. N. joins us"
    assert Revision.objects.for_instance(page).filter(user=person).count() == 2
