"""Who sits in task forces and in the steering group, what they may edit, and who sees them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.translations import translate
from network import departure
from network.actions import end_seat
from tests.factories import workpackages as make
from tests.factories.network import OrganisationFactory, SeatFactory, UserFactory
from workpackages import actions, rules
from workpackages.models import TaskForceMembership, WorkPackageIndexPage, WorkPackagePage

pytestmark = pytest.mark.django_db


def package_with_text(*html, **fields):
    body = [{"type": "text", "value": words} for words in html or ("<p>Before.</p>",)]
    package = make.work_package(body=body, **fields)
    package.save_revision().publish()
    return WorkPackagePage.objects.get(pk=package.pk)


@pytest.fixture
def package(db):
    return package_with_text(programme=make.programme(), summary="Short.")


@pytest.fixture
def membership(package, member):
    return TaskForceMembership.objects.create(package=package, person=member)


def edit_url(package):
    return reverse("workpackages:package_edit", args=[package.slug])


def people_url(package):
    return reverse("workpackages:task_force_edit", args=[package.slug])


def leave_url(membership):
    return reverse("workpackages:task_force_leave", args=[membership.package.slug, membership.pk])


def texts(page):
    return [str(block.value) for block in page.body]


# -- joining and leaving -----------------------------------------------------------------------------


def test_secretariat_names_a_member_who_then_edits(
    package, member, secretariat, client_of, django_capture_on_commit_callbacks
):
    assert client_of(member).get(edit_url(package)).status_code == 403

    with django_capture_on_commit_callbacks(execute=True):
        client_of(secretariat).post(people_url(package), {"person": member.pk})

    assert client_of(member).get(edit_url(package)).status_code == 200
    assert rules.can_edit(member, package.programme)
    assert [letter.to for letter in mail.outbox] == [[member.email]]
    assert "Soft outcomes" in mail.outbox[0].subject
    row = package.memberships.get().history.get()
    assert (row.history_user, row.history_change_reason) == (secretariat, "joined the task force")


def test_removal_counts_with_the_next_request(
    membership, member, secretariat, client_of, django_capture_on_commit_callbacks
):
    client = client_of(member)
    url = edit_url(membership.package)
    assert client.get(url).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        client_of(secretariat).post(leave_url(membership), {"reason": "The work is done."})

    assert client.get(url).status_code == 403
    assert not rules.can_edit(member, membership.package.programme)
    assert "The work is done." in mail.outbox[0].body
    assert membership.history.first().history_change_reason == "The work is done."
    page = client_of(secretariat).get(people_url(membership.package))
    assert [row.pk for row in page.context["former"]] == [membership.pk]


def test_whose_seat_ends_edits_no_longer(membership, member, secretariat, client_of):
    end_seat(seat=member.seats.get(), by=secretariat)

    assert client_of(member).get(edit_url(membership.package)).status_code == 404
    groups = client_of(secretariat).get(reverse("workpackages:group_list"))
    assert member.name not in groups.content.decode()


def test_who_leaves_an_organisation_leaves_the_task_force_to_be_taken_over(membership, member):
    organisation = member.seats.get().organisation

    things = departure.things_of(organisation, [member])

    assert [(thing.title, thing.person) for thing in things] == [("Soft outcomes", member.pk)]


def test_one_may_leave_by_oneself(membership, member, client_of):
    client_of(member).post(leave_url(membership))

    membership.refresh_from_db()
    assert membership.until == timezone.localdate()


def test_nobody_joins_twice_or_without_a_seat(package, membership, member, secretariat, stranger):
    for person in (member, stranger):
        with pytest.raises(actions.TaskForceError):
            actions.join_task_force(package=package, person=person, by=secretariat)
    with pytest.raises(actions.TaskForceError):
        actions.join_task_force(package=package, person=secretariat, by=member)
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskForceMembership.objects.create(package=package, person=member)
    actions.leave_task_force(membership=membership, by=secretariat)
    with pytest.raises(actions.TaskForceError):
        actions.leave_task_force(membership=membership, by=secretariat)
    actions.join_task_force(package=package, person=member, by=secretariat)
    assert package.memberships.count() == 2


def test_bad_input_changes_nothing(package, secretariat, stranger, client_of):
    client = client_of(secretariat)
    for person in ("", "x", "999999", stranger.pk):
        page = client.post(people_url(package), {"person": person})
        assert "person" in page.context["form"].errors
    other = package_with_text(slug="other", title="Other")
    elsewhere = TaskForceMembership.objects.create(package=other, person=secretariat)
    url = reverse("workpackages:task_force_leave", args=[package.slug, elsewhere.pk])
    assert client.post(url).status_code == 404
    assert client.get(leave_url(elsewhere)).status_code == 405


# -- editing the work package ------------------------------------------------------------------------


def sent(client, package, **changes):
    form = client.get(edit_url(package)).context["form"]
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return data | changes


def text_name(client, package, at=0):
    return list(client.get(edit_url(package)).context["form"].texts)[at]


def test_a_task_force_changes_its_work_package(membership, member, client_of):
    package, client = membership.package, client_of(member)
    name = text_name(client, package)

    data = sent(client, package, summary="Longer.", progress="under_way")
    answer = client.post(edit_url(package), data | {name: "After **all**.\r\n\r\nMore."})
    assert answer.status_code == 302

    page = WorkPackagePage.objects.get(pk=package.pk)
    assert (page.summary, page.progress) == ("Longer.", "under_way")
    assert texts(page) == ["<p>After <b>all</b>.</p><p>More.</p>"]
    assert page.latest_revision.user == member
    assert not page.has_unpublished_changes
    assert "After" in client.get(page.get_url()).content.decode()


def test_a_form_that_is_old_overwrites_nothing(membership, member, expert, client_of):
    package, client = membership.package, client_of(member)
    old = sent(client, package, summary="Mine.")
    package.summary = "Theirs."
    package.save_revision(user=expert).publish()

    answer = client.post(edit_url(package), old)

    assert "Somebody else saved this text" in answer.content.decode()
    assert WorkPackagePage.objects.get(pk=package.pk).summary == "Theirs."


def test_what_an_editor_has_begun_is_not_published_by_the_way(
    membership, member, expert, client_of
):
    package, client = membership.package, client_of(member)
    draft = WorkPackagePage.objects.get(pk=package.pk)
    draft.summary = "Not ready."
    draft.save_revision(user=expert)

    answer = client.post(edit_url(package), sent(client, package, summary="Mine."))

    assert "begun a change in the editor" in answer.content.decode()
    assert WorkPackagePage.objects.get(pk=package.pk).summary == "Short."


def test_what_needs_the_editor_stays_as_it_is(member, client_of):
    rich = '<h2 data-block-key="a">Why</h2><ul><li>one</li></ul>'
    package = package_with_text(rich, "<p>Plain.</p>")
    TaskForceMembership.objects.create(package=package, person=member)
    client = client_of(member)
    page = client.get(edit_url(package))
    assert len(page.context["form"].texts) == 1

    name = text_name(client, package)
    client.post(edit_url(package), sent(client, package, **{name: "<script>x</script> Plain"}))

    found = texts(WorkPackagePage.objects.get(pk=package.pk))
    assert found[0] == rich
    assert found[1] == "<p>&lt;script&gt;x&lt;/script&gt; Plain</p>"


@pytest.mark.parametrize(
    ("field", "value"),
    [("summary", "x" * 301), ("progress", "finished"), ("seen", "x"), ("text", " ")],
)
def test_package_edit_says_what_is_wrong(membership, member, client_of, field, value):
    package, client = membership.package, client_of(member)
    name = text_name(client, package) if field == "text" else field

    page = client.post(edit_url(package), sent(client, package, **{name: value}))

    assert name in page.context["form"].errors
    assert WorkPackagePage.objects.get(pk=package.pk).summary == "Short."


def test_a_membership_that_has_not_begun_or_has_ended_gives_nothing(package, member):
    today = timezone.localdate()
    membership = package.memberships.create(person=member, since=today + timedelta(days=1))
    assert not rules.can_edit_package(member, package)
    membership.since, membership.until = today - timedelta(days=2), today
    membership.save()
    assert not rules.can_edit_package(member, package)
    membership.until = today + timedelta(days=1)
    membership.save()
    assert rules.can_edit_package(member, package)


def test_extended_members_are_named_and_edit_nothing(package, extended):
    package.memberships.create(person=extended)

    assert not rules.can_edit_package(extended, package)


# -- who sees them -----------------------------------------------------------------------------------


def groups(client, language="en"):
    return client.get(f"/{language}/members/groups/").content.decode()


def make_public():
    index = WorkPackageIndexPage.objects.get(locale__language_code="en")
    PageViewRestriction.objects.filter(page__translation_key=index.translation_key).delete()


def test_members_see_persons_and_others_organisations(
    membership, member, steering, extended, visitor, client_of
):
    make_public()

    for_members, for_all = groups(client_of(extended)), groups(visitor)

    assert "Sofie Damgaard" in for_members
    assert "Jonas Weidner" in for_members
    assert "Sofie Damgaard" not in for_all
    assert "Jonas Weidner" not in for_all
    assert "Styrelsen for Arbejde og Uddannelse" in for_all
    assert "Ministerium für Arbeit Nordheim" in for_all
    page = visitor.get(membership.package.get_url()).content.decode()
    assert "Sofie Damgaard" not in page
    assert "Styrelsen for Arbejde og Uddannelse" in page


def test_a_task_force_is_as_private_as_its_work_package(
    membership, visitor, extended, member, client_of
):
    for client in (visitor, client_of(extended)):
        assert "Soft outcomes" not in groups(client)
        assert "Sofie Damgaard" not in groups(client)
    assert "Soft outcomes" in groups(client_of(member))


def test_a_person_shows_the_task_forces_that_the_reader_may_see(
    membership, member, expert, extended, client_of
):
    url = member.get_absolute_url()

    assert "Soft outcomes" in client_of(expert).get(url).content.decode()
    assert "Soft outcomes" not in client_of(extended).get(url).content.decode()


def test_groups_without_anybody_say_so(visitor, member, client_of):
    assert "Nobody yet" in groups(visitor)
    assert "Nobody yet" in groups(client_of(member))


@pytest.mark.parametrize("count", [1, 15])
def test_groups_take_constant_queries(member, client_of, django_assert_num_queries, count):
    for number in range(count):
        package = package_with_text(slug=f"p{number}", title=f"Package {number}")
        for _each in range(2):
            seat = SeatFactory(organisation=OrganisationFactory(core=True))
            package.memberships.create(person=seat.person)
        SeatFactory(person=UserFactory(), function="steering_group")
    client = client_of(member)

    with django_assert_num_queries(14):
        groups(client)


def test_the_state_is_the_same_in_all_languages(membership, member, client_of):
    package, client = membership.package, client_of(member)
    texts = {"Soft outcomes": "Bløde resultater", "Short.": "Kort.", "Before.": "Før."}
    danish = translate(package, into="da", texts=texts)

    client.post(edit_url(package), sent(client, package, progress="done"))

    danish.refresh_from_db()
    assert (danish.progress, danish.summary) == ("done", "Kort.")
    assert client.get(f"/da/work-packages/{package.slug}/edit/").status_code == 200
