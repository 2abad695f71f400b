"""What somebody may see and somebody else may not: things with a word that stands nowhere else.

Each thing puts its word into the hub; `readers` are the roles to whom it is shown, each by at
least one channel, and nobody else by any. tests/test_channels.py walks through all channels,
tests/hostile/ looks for the words in every answer. They are whole words, so that search finds them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from partnersearch import actions as offer_actions
from tests.factories import workpackages as make_text
from tests.factories.hub import ContentPageFactory, DocumentFactory, FeedbackFactory
from tests.factories.meetings import ActionFactory, MeetingFactory, published_report, report_draft
from tests.factories.network import (
    MobilityProgrammeFactory,
    OrganisationFactory,
    ProjectFactory,
    SeatFactory,
    UserFactory,
)
from tests.factories.partnersearch import OfferFactory
from tests.permission_rows import ROLES
from workpackages import actions as text_actions
from workpackages.clauses import checksum, new_clause

MEMBERS = "member authority expert steering secretariat auditor"
WRITERS = "expert secretariat"
EVERYBODY = " ".join(ROLES)
# Of the person whose name is a thing: mails call people by their own name.
ITS_OWN = "somebody@alma.example"


@dataclass(frozen=True)
class Thing:
    """`make(cast, word)` puts the word into the hub and returns the addresses that are its own."""

    what: str
    word: str
    readers: str
    make: Callable[[Any, str], Iterable[str]]


THINGS: list[Thing] = []


def thing(what: str, readers: str) -> Callable[[Callable], Callable]:
    def note(make: Callable[[Any, str], Iterable[str]]) -> Callable:
        word = f"qx{len(THINGS):02}" + "".join(part.title() for part in what.split())
        THINGS.append(Thing(what, word, readers, make))
        return make

    return note


def offer_of(cast: Any, word: str, **fields: Any) -> Any:
    return OfferFactory(
        title=word,
        organisation=cast.operator.seats.get().organisation,
        posted_by=cast.operator,
        **fields,
    )


@thing("published offer", EVERYBODY)
def published_offer(cast, word):
    return [offer_of(cast, word, state="published").get_absolute_url()]


@thing("offer in draft", "operator auditor")
def draft_offer(cast, word):
    return [offer_of(cast, word, state="draft").get_absolute_url()]


@thing("offer that waits", "operator authority expert steering secretariat auditor")
def submitted_offer(cast, word):
    return [offer_of(cast, word, state="submitted").get_absolute_url()]


@thing("change of a published offer", "operator authority expert steering secretariat auditor")
def changed_offer(cast, word):
    offer = offer_of(cast, "Boats", state="published")
    offer_actions.save_draft(by=cast.operator, values={"title": word}, offer=offer, seen=1)
    offer_actions.submit(offer=offer, by=cast.operator)
    return [offer.get_absolute_url(), f"/en/partners/{offer.pk}/decide/"]


@thing("file for members", MEMBERS)
def members_file(cast, word):
    document = DocumentFactory(
        title=word, visibility="members", file=ContentFile(word.encode(), name="minutes.txt")
    )
    return [document.url]


# Translators find in the editor what they may have to translate.
@thing("page in draft", f"{WRITERS} translator auditor")
def draft_page(cast, word):
    page = ContentPageFactory(title=word, slug="not-yet", live=False)
    return [page.get_url(), f"/admin/pages/{page.pk}/edit/"]


@thing("work package", f"{MEMBERS} translator")
def work_package(cast, word):
    page = make_text.work_package(title=word, slug="for-members-only")
    return [page.get_url()]


@thing("text nobody has published", f"{WRITERS} auditor")
def working_text(cast, word):
    clauses = make_text.text("Members meet.")
    programme = make_text.programme(clauses, slug="2031", title="2031")
    text_actions.adopt(page=programme, by=cast.secretariat, label="1.0")
    text_actions.edit_clause(
        page=programme,
        clause=clauses[1] | {"value": {**clauses[1]["value"], "text": f"<p>{word}</p>"}},
        seen=checksum(clauses[1]),
        by=cast.expert,
    )
    return [programme.get_url(), f"{programme.get_url()}working-text/"]


@thing("text open for comments", MEMBERS)
def text_in_draft(cast, word):
    programme = make_text.programme(make_text.text(word), slug="2032", title="2032")
    text_actions.announce(page=programme, by=cast.secretariat)
    version = text_actions.make_draft(page=programme, by=cast.expert, label="0.1")
    return [
        programme.get_url(),
        f"{programme.get_url()}versions/",
        f"{programme.get_url()}versions/{version.number}/",
    ]


@thing("suggestion", MEMBERS)
def suggestion(cast, word):
    clauses = make_text.text("Members meet.")
    programme = make_text.programme(clauses, slug="2033", title="2033")
    text_actions.adopt(page=programme, by=cast.secretariat, label="1.0")
    version = text_actions.make_draft(page=programme, by=cast.expert, label="1.1")
    text_actions.suggest(
        version=version,
        clause_id=clauses[1]["id"],
        proposed=new_clause("paragraph", text=f"<p>{word}</p>"),
        rationale="",
        organisation=cast.member.seats.get().organisation,
        by=cast.member,
        language="en",
    )
    url = programme.get_url()
    return [url, f"{url}versions/2/", f"{url}compare/1/2/", f"{url}suggestions/"]


@thing("link to a meeting", f"{MEMBERS} extended")
def meeting_link(cast, word):
    meeting = MeetingFactory(link=f"https://video.example/{word}")
    return [meeting.get_url(), f"{meeting.get_url()}meeting.ics"]


@thing("report for members", MEMBERS)
def report(cast, word):
    words = {"body": word, "public_summary": "They met.", "next_steps": "They meet again."}
    past = MeetingFactory(past=True)
    page = published_report(past, by=cast.secretariat, words=words)
    return [past.get_url(), page.get_url()]


@thing("report in draft", f"{WRITERS} steering")
def report_in_draft(cast, word):
    words = {"body": word, "public_summary": word, "next_steps": word}
    past = MeetingFactory(past=True)
    report_draft(past, by=cast.secretariat, words=words)
    url = past.get_url()
    return [url, f"{url}report/", f"{url}report/edit/", f"{url}report/preview/"]


@thing("action of a meeting", f"{MEMBERS} operator")
def promise(cast, word):
    ActionFactory(text=word, organisation=cast.operator.seats.get().organisation)
    return ["/en/meetings/actions/"]


@thing("proposed project", "secretariat auditor")
def proposed_project(cast, word):
    return [ProjectFactory(title=word, english_title=word, proposed=True).get_absolute_url()]


@thing("proposed programme", "secretariat auditor")
def proposed_programme(cast, word):
    return [MobilityProgrammeFactory(name=word, proposed=True).get_absolute_url()]


@thing("name for members", f"{MEMBERS} extended admin")
def name_of_a_person(cast, word):
    person = UserFactory(last_name=word, email=ITS_OWN)
    seat = SeatFactory(person=person, organisation=OrganisationFactory(core=True))
    return [person.get_absolute_url(), seat.organisation.get_absolute_url()]


@thing("post for members", MEMBERS)
def post_of_a_person(cast, word):
    person = UserFactory(post=word, post_shown_to="members")
    SeatFactory(person=person, organisation=OrganisationFactory(core=True))
    return [person.get_absolute_url()]


@thing("phone for nobody", "secretariat auditor")
def phone_of_a_person(cast, word):
    person = UserFactory(phone=word, phone_shown_to="nobody")
    SeatFactory(person=person, organisation=OrganisationFactory(core=True))
    return [person.get_absolute_url()]


@thing("message to the secretariat", "secretariat auditor")
def message(cast, word):
    feedback = FeedbackFactory(message=word)
    return [f"/en/feedback/queue/{feedback.pk}/"]
