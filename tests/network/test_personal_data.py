"""Own data: the copy, consent, erasure with its days of grace, and what is forgotten by itself."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageLogEntry

from hub.erasing import Traces
from hub.jobs import apply_retention_rules, retention_report
from hub.registries import consent_purposes, privacy_notices
from network import actions, personal_data
from network.history import acting
from network.models import Consent, DataCopy, Erasure, Function, Organisation, User
from network.models.visibility import Audience
from network.personal_data import PersonalDataError, traces_of
from partnersearch.models import Offer, OfferDocument, State
from tests.factories import workpackages as make_text
from tests.factories.hub import ContentPageFactory, DocumentFactory, FeedbackFactory
from tests.factories.network import (
    MobilityProgrammeFactory,
    OrganisationFactory,
    ProjectFactory,
    SeatFactory,
    UserFactory,
)
from tests.factories.partnersearch import OfferFactory
from workpackages import actions as text_actions
from workpackages.models import Version

pytestmark = pytest.mark.django_db

PAGE = "/en/accounts/data/"
ERASE = "/en/accounts/data/erase/"
ERASURES = "/en/accounts/erasures/"
PASSWORD = "seven small boats at dawn"


@pytest.fixture
def now_confirmed(client):
    """A browser of somebody who has just typed the password."""

    def sign_in(person):
        person.set_password(PASSWORD)
        person.save()
        client.force_login(person)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return client

    return sign_in


def erase(person, **kwargs):
    erasure = actions.ask_for_erasure(person=person, by=kwargs.pop("by", person), **kwargs)
    Erasure.objects.filter(pk=erasure.pk).update(due_at=timezone.now())
    actions.erase_due()
    erasure.refresh_from_db()
    return erasure


def forget(key):
    """What the rule would forget, then how much it forgot."""
    would = {rule: count for rule, _label, count in retention_report(dry_run=True)}
    return would[key], apply_retention_rules.call()[key]


# The page


def test_page_shows_what_can_be_done(client_of, member):
    html = client_of(member).get(PAGE).content.decode()

    assert "A copy of your data" in html
    assert 'type="checkbox" id="agreed-photos"' in html
    assert "checked" not in html
    assert "Erase my account" in html
    assert "/en/privacy/notices/#meetings" in html


def test_pages_with_personal_data_are_kept_by_nobody(client_of, secretariat):
    client = client_of(secretariat)

    for path in (PAGE, ERASURES):
        assert client.get(path)["Cache-Control"] == "max-age=0, no-store, private" or {
            "private",
            "no-store",
        } <= set(client.get(path)["Cache-Control"].split(", "))


# The copy


def test_copy_holds_what_is_kept_of_the_person_and_nothing_of_others(
    client_of, member, django_capture_on_commit_callbacks
):
    member.set_password("a secret that is not handed out")
    member.save()
    offer = OfferFactory(posted_by=member, title="Boats in the north")
    OfferFactory(title="An offer of somebody else")
    FeedbackFactory(message="The map is slow.", email=member.email.upper())
    FeedbackFactory(message="A message of somebody else", email="other@alma.example")
    FeedbackFactory(message="Answered for somebody else", answered=True, answered_by=member)
    document = DocumentFactory(title="Minutes", uploaded_by_user=member)
    with acting(by=member, reason="because of the ice"):
        offer.save()
    client = client_of(member)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{PAGE}copy/")

    copy = DataCopy.objects.get()
    response = client.get(f"{PAGE}copies/{copy.key}/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    text = archive.read("data.json").decode()
    data = json.loads(text)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert data["account"]["email"] == member.email
    rows = {records["kind"]: records["rows"] for records in data["records"]}
    assert [row["title"] for row in rows["partnersearch.Offer.posted_by"]] == ["Boats in the north"]
    assert rows["network.Seat.person"][0]["organisation"] == "Styrelsen for Arbejde og Uddannelse"
    assert "because of the ice" in {row["reason"] for row in data["history"]}
    assert rows["hub.Feedback.email"][0]["message"] == "The map is slow."
    assert member.password not in text
    assert "somebody else" not in text
    assert [name for name in archive.namelist() if name.startswith("files/")] == [
        f"files/{document.pk}-{document.filename}"
    ]
    assert copy.percent == 100
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([member.email], "Your data are ready")
    ]


def test_copy_is_for_its_person_alone_and_for_some_days(client_of, member, secretariat, admin):
    copy = actions.ask_for_data(by=member)
    address = f"{PAGE}copies/{copy.key}/"
    assert client_of(member).get(address).status_code == 404  # not ready
    actions.write_data_copies()

    assert client_of(member).get(address).status_code == 200
    assert [client_of(who).get(address).status_code for who in (secretariat, admin)] == [404, 404]
    DataCopy.objects.update(expires_at=timezone.now())
    assert client_of(member).get(address).status_code == 404
    assert "No longer kept" in client_of(member).get(PAGE).content.decode()


def test_copy_is_asked_for_once_at_a_time(member):
    first = actions.ask_for_data(by=member)

    assert actions.ask_for_data(by=member) == first


def test_copy_that_fails_can_be_asked_for_again(client_of, member, monkeypatch):
    actions.ask_for_data(by=member)
    with monkeypatch.context() as patch:
        patch.setattr(personal_data, "_files_of", lambda person: 1 / 0)
        assert actions.write_data_copies() == 0
    assert "Please ask for it again" in client_of(member).get(PAGE).content.decode()

    actions.ask_for_data(by=member)

    assert actions.write_data_copies() == 1


# Consent


def test_consent_is_kept_with_its_words_and_can_be_withdrawn(client_of, member):
    client = client_of(member)
    client.post(f"{PAGE}consents/photos/give/")
    assert not Consent.objects.exists()  # the box was not ticked

    client.post(f"{PAGE}consents/photos/give/", {"agreed": "yes"})
    consent = Consent.objects.get()
    assert (consent.given_by, consent.text_version, consent.language) == (member, "2026-11", "en")
    assert consent.text == str(consent_purposes["photos"].text)

    client.post(f"{PAGE}consents/photos/withdraw/")
    consent.refresh_from_db()
    assert (consent.withdrawn_by, consent.withdrawn_at is None) == (member, False)
    client.post(f"{PAGE}consents/photos/give/", {"agreed": "yes"})
    assert Consent.objects.count() == 2
    assert "withdrawn on" in client.get(PAGE).content.decode()


def test_consent_is_given_in_nobody_elses_name(member, stranger):
    consent = actions.give_consent(purpose="photos", by=member)

    with pytest.raises(PersonalDataError):
        actions.withdraw_consent(consent=consent, by=stranger)
    with pytest.raises(PersonalDataError):
        actions.give_consent(purpose="advertising", by=member)


def test_a_public_profile_is_a_consent(member):
    member.phone_shown_to = Audience.EVERYBODY
    member.save()
    actions.note_public_profile(by=member)
    consent = Consent.objects.get(purpose="public_profile")

    actions.withdraw_consent(consent=consent, by=member)

    member.refresh_from_db()
    assert member.phone_shown_to == Audience.MEMBERS


def test_hiding_the_profile_withdraws_the_consent(member):
    member.phone_shown_to = Audience.EVERYBODY
    member.save()
    actions.note_public_profile(by=member)
    member.phone_shown_to = Audience.NOBODY
    member.save()

    actions.note_public_profile(by=member)

    assert Consent.objects.get().withdrawn_by == member


# Notices


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/en/accounts/signup/", "account"),
        ("/en/accounts/profile/", "directory"),
        ("/en/partners/new/", "partner_search"),
        ("/en/feedback/", "feedback"),
        (PAGE, "meetings"),
    ],
)
def test_notice_stands_beside_the_form(client_of, visitor, member, path, key):
    client = visitor if key == "account" else client_of(member)

    html = client.get(path).content.decode()

    assert f'href="/en/privacy/notices/#{key}"' in html


def test_notices_answer_article_13(visitor):
    html = visitor.get("/en/privacy/notices/").content.decode()

    for key, notice in privacy_notices.items():
        assert f'id="{key}"' in html
        assert all([notice.short, notice.data, notice.basis, notice.recipients, notice.kept])


# Erasure


def test_person_erases_the_own_account_after_days_of_grace(
    now_confirmed, member, django_capture_on_commit_callbacks
):
    client = now_confirmed(member)
    assert "former member" in client.get(ERASE).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(ERASE)

    erasure = Erasure.objects.get()
    assert erasure.asked_by == erasure.person == member
    assert timedelta(days=6) < erasure.due_at - timezone.now() < timedelta(days=8)
    assert "Keep my account" in client.get(PAGE).content.decode()
    assert mail.outbox[-1].subject.startswith("Your account will be erased on")
    assert actions.erase_due() == 0

    client.post(f"{ERASURES}{erasure.pk}/cancel/")
    erasure.refresh_from_db()
    assert (erasure.cancelled_at is None, erasure.is_open) == (False, False)
    assert "Erase my account" in client.get(PAGE).content.decode()


def test_erasure_asks_who_it_is(client_of, member):
    member.set_password(PASSWORD)
    member.save()

    response = client_of(member).post(ERASE)

    assert response["Location"].startswith("/en/accounts/reauthenticate/")
    assert not Erasure.objects.exists()


def test_secretariat_erases_with_a_reason(
    now_confirmed, secretariat, member, django_capture_on_commit_callbacks
):
    client = now_confirmed(secretariat)
    wanted = {"email": member.email.upper(), "reason": "asked for it by letter", "at_once": "on"}
    assert "There is no account" in (
        client.post(f"{ERASURES}new/", wanted | {"email": "nobody@alma.example"}).content.decode()
    )
    assert client.post(f"{ERASURES}new/", wanted | {"reason": ""}).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{ERASURES}new/", wanted)

    erasure = Erasure.objects.get()
    assert (erasure.asked_by, erasure.done_at is None) == (secretariat, False)
    assert [letter.subject for letter in mail.outbox] == ["Your account is erased"]
    html = client.get(ERASURES).content.decode()
    assert "former member" in html
    assert "Sofie" not in html


def test_erasure_of_others_needs_the_right_and_a_reason(member, stranger, secretariat, admin):
    with pytest.raises(PersonalDataError):
        actions.ask_for_erasure(person=stranger, by=member, reason="no")
    with pytest.raises(PersonalDataError):
        actions.ask_for_erasure(person=admin, by=secretariat, reason="no")
    with pytest.raises(PersonalDataError):
        actions.ask_for_erasure(person=stranger, by=secretariat, reason=" ")
    actions.ask_for_erasure(person=stranger, by=secretariat, reason="a letter")
    with pytest.raises(PersonalDataError):
        actions.ask_for_erasure(person=stranger, by=stranger)


def test_last_secretariat_is_not_erased(secretariat):
    with pytest.raises(PersonalDataError, match="name another person first"):
        actions.ask_for_erasure(person=secretariat, by=secretariat)


def test_who_became_the_last_secretariat_meanwhile_is_kept(secretariat):
    other = SeatFactory(function=Function.SECRETARIAT)
    erasure = actions.ask_for_erasure(person=secretariat, by=secretariat)
    actions.end_seat(seat=other, by=other.person)
    Erasure.objects.update(due_at=timezone.now())

    assert actions.erase_due() == 0

    erasure.refresh_from_db()
    secretariat.refresh_from_db()
    assert "name another person first" in erasure.remains
    assert (secretariat.is_active, erasure.is_open) == (True, True)


def test_erasure_ends_seats_and_signs_who_decided(secretariat, member):
    erase(member, by=secretariat, reason="a letter")

    seat = member.seats.get()
    assert seat.until is not None
    assert (seat.history.first().history_user, seat.history.first().history_change_reason) == (
        secretariat,
        "account erased",
    )


def test_adopted_texts_stay_and_are_reported(
    secretariat, member, django_capture_on_commit_callbacks
):
    programme = make_text.programme(make_text.text(f"{member.get_full_name()} leads the work."))
    version = text_actions.adopt(page=programme, by=secretariat, label="1.0")
    draft = ContentPageFactory(title=f"About {member.get_full_name()}", owner=member)

    with django_capture_on_commit_callbacks(execute=True):
        erasure = erase(member)

    kept = Version.objects.get(pk=version.pk)
    assert "Sofie Damgaard leads" in kept.text
    assert kept.sha256 == kept.computed_sha256() == version.sha256
    assert "workpackages_version.text: 1" in erasure.remains
    told = mail.outbox[-1]
    assert (told.to, told.subject) == (
        [secretariat.email],
        "Adopted texts still name a former member",
    )
    assert "workpackages_version.text: 1" in told.body
    draft.refresh_from_db()
    assert draft.title == "About N. N."


def test_a_name_that_is_a_thing_of_the_site_stays_in_texts(member):
    """Names are chosen freely: the erasure of “Work package” harms nothing."""
    User.objects.filter(pk=member.pk).update(first_name="work", last_name="Package")
    member.refresh_from_db()
    page = ContentPageFactory(title="Work package 4", body=[("text", "<p>A work package.</p>")])
    document = DocumentFactory(title=f"Work package of {member.email}")

    erasure = erase(member)

    page.refresh_from_db()
    document.refresh_from_db()
    assert (page.title, "work package" in str(page.body)) == ("Work package 4", True)
    assert document.title == f"Work package of former-member-{member.pk}@hub.invalid"
    assert "wagtailcore_page.title: 1" in erasure.remains
    assert User.objects.get(pk=member.pk).name == "former member"


@pytest.mark.parametrize(
    "make",
    [
        lambda name: OrganisationFactory(name=f"The {name} agency"),
        lambda name: ProjectFactory(title=name.upper()),
        lambda name: MobilityProgrammeFactory(english_name=f"{name} abroad"),
    ],
)
def test_a_name_of_an_organisation_or_a_work_is_not_only_a_persons(member, make):
    assert traces_of(member).names
    make(member.get_full_name())
    assert traces_of(member).names == ()


def test_a_name_that_many_pages_say_is_not_only_a_persons(member):
    for number in range(6):
        assert traces_of(member).names
        text = f"<p>Thanks to {member.get_full_name()}.</p>"
        ContentPageFactory(title=f"Page {number}", body=[("text", text)]).save_revision()
    assert traces_of(member).names == ()


def test_a_namesake_keeps_the_name(member):
    namesake = UserFactory(first_name=member.first_name, last_name=member.last_name)
    text = f"{member.get_full_name()}, {member.email}"
    document = DocumentFactory(title=text)

    erase(member)

    document.refresh_from_db()
    assert document.title == f"Sofie Damgaard, former-member-{member.pk}@hub.invalid"
    assert User.objects.get(pk=namesake.pk).name == "Sofie Damgaard"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ask Åse O'Hara.", "Ask N. N.."),
        ("ASK ÅSE O'HARA!", "ASK N. N.!"),
        ("O'Hara, Åse", "N. N."),
        ("Åse O&#x27;Hara", "N. N."),
        (json.dumps({"who": "Åse O'Hara"}), '{"who": "N. N."}'),
        (json.dumps({"who": "åse o'hara"}), '{"who": "N. N."}'),
        ("Write to ase@alma.example.", "Write to former-member-7@hub.invalid."),
        ("Write to AsE@Alma.example.", "Write to former-member-7@hub.invalid."),
        ("Call +46 63 000 11 22", "Call N. N."),
        ("Åse O'Harass and base@alma.example stay", "Åse O'Harass and base@alma.example stay"),
    ],
)
def test_traces_in_every_form(text, left):
    person = User(
        pk=7,
        first_name="Åse",
        last_name="O'Hara",
        email="ase@alma.example",
        phone="+46 63 000 11 22",
    )

    assert traces_of(person).taken_out_of(text) == left


def test_an_address_that_was_never_confirmed_is_nobodys_trace(member):
    """Else anybody could read and remove what was sent to another one's address."""
    member.emailaddress_set.create(email="victim@north.example", verified=False)
    member.emailaddress_set.create(email="own@north.example", verified=True)
    assert set(traces_of(member).addresses) == {member.email, "own@north.example"}


@pytest.mark.parametrize("phone", ["2021-2027", "2026-11-25", "+45 55 55 01 99"])
def test_a_number_that_others_have_too_stays_in_texts(member, stranger, phone):
    User.objects.filter(pk=stranger.pk).update(phone="+45 55 55 01 99")
    member.phone = phone
    assert traces_of(member).others == ()


def test_traces_of_nobody_find_nothing():
    assert Traces(key=1).needles == []


def test_an_interrupted_erasure_is_taken_up_again(member, monkeypatch):
    document = DocumentFactory(title=member.get_full_name())
    with monkeypatch.context() as patch:
        patch.setattr(personal_data, "blank", lambda person: 1 / 0)
        assert erase(member).is_open
    member.refresh_from_db()
    assert (member.is_active, member.first_name) == (False, "Sofie")

    assert actions.erase_due() == 1

    document.refresh_from_db()
    member.refresh_from_db()
    assert (document.title, member.first_name, member.name) == ("N. N.", "", "former member")


def test_list_of_erasures_asks_the_database_equally_often(
    client_of, secretariat, django_assert_num_queries
):
    def count(rows):
        for _ in range(rows):
            Erasure.objects.create(
                person=UserFactory(), asked_by=UserFactory(), due_at=timezone.now()
            )
        client = client_of(secretariat)
        client.get(ERASURES)
        with connection.execute_wrapper(lambda *args: seen.append(1) or args[0](*args[1:])):
            seen = []
            assert client.get(ERASURES).status_code == 200
        return len(seen)

    assert count(1) == count(29)


# Retention


def long_ago(days):
    return timezone.now() - timedelta(days=days)


def test_unused_accounts_are_told_and_a_month_later_erased(
    member, django_capture_on_commit_callbacks
):
    User.objects.filter(pk=member.pk).update(date_joined=long_ago(800), last_login=long_ago(731))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget("network.inactive_accounts") == (1, 1)
    assert forget("network.inactive_accounts") == (0, 0)
    assert "two years" in mail.outbox[0].body
    erasure = Erasure.objects.get()
    assert timedelta(days=29) < erasure.due_at - timezone.now() < timedelta(days=31)
    Erasure.objects.update(due_at=timezone.now())

    assert actions.erase_due() == 1

    member.refresh_from_db()
    assert member.erased_at is not None


def test_signing_in_again_keeps_an_unused_account(member):
    User.objects.filter(pk=member.pk).update(date_joined=long_ago(800), last_login=long_ago(731))
    apply_retention_rules.call()
    Erasure.objects.update(due_at=timezone.now())
    User.objects.filter(pk=member.pk).update(last_login=timezone.now())

    assert actions.erase_due() == 0

    assert Erasure.objects.get().cancelled_at is not None


def test_used_accounts_are_left_alone(member):
    User.objects.filter(pk=member.pk).update(date_joined=long_ago(800), last_login=long_ago(729))

    assert forget("network.inactive_accounts") == (0, 0)


def test_the_row_of_a_former_member_is_not_an_unconfirmed_account(stranger):
    User.objects.filter(pk=stranger.pk).update(date_joined=long_ago(30))
    erase(stranger)

    assert forget("network.unconfirmed_accounts") == (0, 0)


def test_closed_offers_forget_who_wrote_them(operator):
    with acting(by=operator):
        offer = OfferFactory(
            state=State.EXPIRED,
            posted_by=operator,
            pitch="Write to elin@workshop.example or call +46 63 000 00 00.",
            closed_at=long_ago(183),
        )
        younger = OfferFactory(state=State.EXPIRED, posted_by=operator, closed_at=long_ago(181))

    assert forget("partnersearch.closed_offers") == (1, 1)

    offer.refresh_from_db()
    younger.refresh_from_db()
    assert (offer.posted_by, younger.posted_by) == (None, operator)
    assert offer.pitch == "Write to – or call –."
    assert {(row.posted_by, row.pitch) for row in offer.history.all()} == {(None, offer.pitch)}
    assert not OfferDocument.objects.filter(offer=offer).exists()
    assert Offer.objects.filter(pk=offer.pk).exists()
    assert forget("partnersearch.closed_offers") == (0, 0)


def test_logs_forget_names_after_five_years(secretariat):
    with acting(by=secretariat, reason="a new name"):
        organisation = OrganisationFactory()
        organisation.save()
    old, young = organisation.history.order_by("history_id")
    Organisation.history.filter(pk=old.pk).update(history_date=long_ago(1827))
    page = ContentPageFactory()
    page.save_revision(user=secretariat, log_action=True)
    PageLogEntry.objects.filter(page=page.pk).update(timestamp=long_ago(1827))
    entries = PageLogEntry.objects.filter(page=page.pk, user__isnull=False).count()

    assert forget("network.logs") == (1 + entries, 1 + entries)

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.history_user, young.history_user) == (None, secretariat)
    assert old.history_change_reason == "a new name"
    assert not PageLogEntry.objects.filter(page=page.pk, user__isnull=False).exists()


@pytest.mark.parametrize(
    ("key", "status", "days"),
    [("hub.sent_mails", "SUCCESSFUL", 7), ("hub.failed_tasks", "FAILED", 90)],
)
def test_queue_forgets_mails(key, status, days):
    for age in (days - 1, days + 1):
        DBTaskResult.objects.create(
            task_path="hub.mail.deliver",
            args_kwargs={"args": [], "kwargs": {"to": "person@alma.example"}},
            backend_name="default",
            priority=0,
            run_after=timezone.now(),
            status=status,
            finished_at=long_ago(age),
        )

    assert forget(key) == (1, 1)

    assert DBTaskResult.objects.count() == 1


def test_devices_are_forgotten(member):
    for age in (29, 31):
        UserSession.objects.create(
            user=member, ip="192.0.2.1", session_key=str(age), last_seen_at=long_ago(age)
        )

    assert forget("hub.devices") == (1, 1)

    assert UserSession.objects.get().session_key == "29"


def test_old_copies_go_with_their_files(member):
    actions.ask_for_data(by=member)
    actions.write_data_copies()
    copy = DataCopy.objects.get()
    DataCopy.objects.update(created_at=long_ago(9))

    assert forget("network.data_copies") == (1, 1)

    assert not copy.file.storage.exists(copy.file.name)


def test_days_follow_the_settings(member, settings, capsys):
    settings.HUB_RETENTION = {"hub.devices": "10"}
    UserSession.objects.create(
        user=member, ip="192.0.2.1", session_key="x", last_seen_at=long_ago(11)
    )

    call_command("apply_retention", dry_run=True)

    line = next(line for line in capsys.readouterr().out.splitlines() if "hub.devices" in line)
    assert line.split()[:4] == ["1", "10", "d", "hub.devices"]
    assert UserSession.objects.exists()
