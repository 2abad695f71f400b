"""Who may do what: a row for each URL, page type and action of ours, and for each prefix of others.

tests/test_permissions.py fails when something of ours has no row, and checks every answer. The
words are explained in tests/permission_rows.py. Rows stand in the section of their app, in URL
order; a thing may have several rows, one for each state that changes the answers.
"""

from datetime import timedelta
from functools import cache

from django.core.files.base import ContentFile
from django.utils import timezone

from hub import rules as hub_rules
from hub.models import AccessibilityStatementPage, NewsIndexPage
from meetings import rules as meeting_rules
from network import actions as network_actions
from network import rules as network_rules
from network.models import DataCopy
from network.models.invitation import hashed
from partnersearch import rules as offer_rules
from tests.factories import workpackages as make_text
from tests.factories.hub import (
    ContentPageFactory,
    FeedbackFactory,
    ImageFactory,
    NewsPageFactory,
    home,
)
from tests.factories.meetings import (
    ActionFactory,
    MeetingFactory,
    meeting_index,
    published_report,
    report_draft,
)
from tests.factories.network import (
    InvitationFactory,
    MobilityProgrammeFactory,
    OrganisationFactory,
    ProjectFactory,
    ProposalFactory,
    SeatFactory,
    UserFactory,
)
from tests.factories.partnersearch import OfferFactory
from tests.permission_rows import (
    ROLES,
    action,
    everybody,
    form,
    get,
    hidden_but_for,
    logged_in,
    only,
    page,
    post,
    prefix,
    route,
    who,
)
from workpackages import actions as text_actions
from workpackages import rules as text_rules
from workpackages.clauses import new_clause
from workpackages.models import (
    Suggestion,
    TaskForceMembership,
    WorkPackageIndexPage,
    WorkProgrammeIndexPage,
    WorkProgrammePage,
)

# Pages in Wagtail's editor.
EDITING = "secretariat expert"  # of a page in its own language; translators edit translations
PUBLISHING = "secretariat"
# Core members, and those whose work needs what core members read.
MEMBERS = "member authority expert steering secretariat auditor"
# Whoever has an organisation could be asked by a colleague.
DECIDE_ON_REQUESTS = "operator extended member authority secretariat auditor admin"

# Who reads the directory of people.
NAMES = f"{MEMBERS} extended"


def rendition(visibility):
    """An image's smallest size."""

    def scene(cast):
        return {"path": ImageFactory(visibility=visibility).get_rendition("width-10").file.name}

    return scene


def feedback(cast):
    """A message that nobody has answered."""
    return {"pk": FeedbackFactory().pk}


HUB = [
    get("root", everybody()),
    get("healthz", everybody()),
    get("readyz", everybody()),
    get("robots_txt", everybody()),
    get("sitemap_xml", everybody()),
    # The mails of the demo are there in the demo alone.
    get("letter_list", who("hidden")),
    get("letter_detail", who("hidden"), lambda cast: {"key": "20260101-1"}),
    get("media_serve", everybody(), rendition("public")),
    get("media_serve", hidden_but_for(MEMBERS), rendition("members")),
    get("site_search", everybody()),
    get("cookie_list", everybody()),
    form("feedback_create", everybody()),
    get("feedback_thanks", everybody()),
    get("feedback_list", only("secretariat auditor")),
    get("feedback_detail", only("secretariat auditor"), feedback),
    post("feedback_answer", only("secretariat"), feedback, data={"answer": "Thank you."}),
    post("feedback_close", only("secretariat"), feedback, data={"answer": "Spam."}),
    action("hub.answer_feedback", hub_rules.can_answer_feedback, "secretariat"),
    action("hub.close_feedback", hub_rules.can_answer_feedback, "secretariat"),
    form("kept_form", logged_in()),
    page("hub.HomePage", lambda cast: home(), everybody(), edit=EDITING, publish=PUBLISHING),
    page(
        "hub.ContentPage",
        lambda cast: ContentPageFactory(),
        everybody(),
        edit=EDITING,
        publish=PUBLISHING,
    ),
    page(
        "hub.AccessibilityStatementPage",
        lambda cast: AccessibilityStatementPage.objects.get(locale__language_code="en"),
        everybody(),
        edit=EDITING,
        publish=PUBLISHING,
    ),
    page(
        "hub.NewsIndexPage",
        lambda cast: NewsIndexPage.objects.get(locale__language_code="en"),
        everybody(),
        edit=EDITING,
        publish=PUBLISHING,
    ),
    page(
        "hub.NewsPage",
        lambda cast: NewsPageFactory(),
        everybody(),
        edit=EDITING,
        publish=PUBLISHING,
    ),
]

# network


def entry(factory, **fields):
    """The slug of a project or programme."""
    return lambda cast: {"slug": factory(**fields).slug}


def person(**fields):
    """Somebody with a confirmed seat."""
    return lambda cast: {"pk": SeatFactory(person=UserFactory(**fields)).person_id}


def offer_in_draft(cast):
    """Nobody but its owner and the auditor reads it."""
    return {"pk": OfferFactory(posted_by=cast.operator, state="draft").pk}


def seat_in_sweden(cast):
    """Somebody waits for the first seat of an organisation there."""
    return SeatFactory(waiting=True, organisation=OrganisationFactory(country="SE"))


def of(person):
    """The organisation of somebody in the cast."""
    return person.seats.get().organisation


@cache
def pk_of_scene(scene):
    return lambda cast: {"pk": scene(cast).pk}


def proposal(cast):
    """Somebody names an organisation in Sweden that is not there yet."""
    return ProposalFactory()


def seat_of_operator(cast):
    return cast.operator.seats.get()


def invitation(cast):
    """Somebody is invited into the operator's organisation; the mail is an hour old."""
    return InvitationFactory(
        organisation=of(cast.operator),
        invited_by=cast.operator,
        sent_at=timezone.now() - timedelta(hours=1),
    )


def invitation_of_stranger(cast):
    return InvitationFactory(
        organisation=of(cast.operator), invited_by=cast.operator, email=cast.stranger.email
    )


def invitation_link(cast):
    InvitationFactory(organisation=of(cast.operator), token_hash=hashed("the-token"))
    return {"token": "the-token"}


def record(factory, **fields):
    """A record in the lists of the editor."""
    return lambda cast: {"pk": factory(**fields).pk}


def pk_of_operator(cast):
    return {"pk": cast.operator.pk}


def in_editor(roles):
    """The secretariat's lists: whoever else may enter the editor is told no."""
    others = {"secretariat", "expert", "translator", "auditor", "admin"} - set(roles.split())
    return who("log_in", yes=roles, no=" ".join(others))


def hidden_but_for_owner():
    """What belongs to the member alone."""
    return who("hidden", log_in="visitor", yes="member")


def data_copy_of_member(cast):
    copy = DataCopy(person=cast.member, ready_at=timezone.now())
    copy.expires_at = copy.ready_at + timedelta(days=7)
    copy.file.save("", ContentFile(b"data of the member"))
    return {"key": copy.key}


def consent_of_member(cast):
    network_actions.give_consent(purpose="photos", by=cast.member)
    return {"purpose": "photos"}


def erasure_of_member(cast):
    return network_actions.ask_for_erasure(person=cast.member, by=cast.member)


NETWORK = [
    get("network:project_list", everybody()),
    get("network:project_export", everybody()),
    get("network:project_detail", everybody(), entry(ProjectFactory)),
    get(
        "network:project_detail",
        hidden_but_for("secretariat auditor"),
        entry(ProjectFactory, proposed=True),
    ),
    post(
        "network:project_publish",
        who("hidden", yes="secretariat", no="auditor", log_in="visitor"),
        entry(ProjectFactory, proposed=True),
    ),
    post("network:project_withdraw", only("secretariat"), entry(ProjectFactory)),
    get("network:country_list", everybody()),
    get("network:country_detail", everybody(), lambda cast: {"country": "se"}),
    post(
        "network:programme_publish",
        who("hidden", yes="secretariat", no="auditor", log_in="visitor"),
        entry(MobilityProgrammeFactory, proposed=True),
    ),
    post("network:programme_withdraw", only("secretariat"), entry(MobilityProgrammeFactory)),
    get("network:organisation_list", everybody()),
    get("network:organisation_export", everybody()),
    get("network:organisation_detail", everybody(), entry(OrganisationFactory, core=True)),
    get("network:organisation_detail", who("hidden"), entry(OrganisationFactory)),
    get("network:person_list", only(NAMES)),
    get("network:person_export", only(NAMES)),
    get("network:person_detail", hidden_but_for(NAMES), person()),
    get("network:person_detail", everybody(), person(name_shown_to="everybody")),
    # Who may not read all of it is shown what they did themselves.
    get("network:history_list", logged_in()),
    get("network:history_export", logged_in()),
    get(
        "network:history_detail",
        only("steering secretariat auditor"),
        lambda cast: {"kind": "network.project", "pk": ProjectFactory().pk},
    ),
    get(
        "network:history_detail",
        who("no", log_in="visitor", yes="secretariat auditor", hidden="steering"),
        lambda cast: {"kind": "network.project", "pk": ProjectFactory(proposed=True).pk},
    ),
    get(
        "network:history_detail",
        who("no", log_in="visitor", yes="auditor", hidden="steering secretariat"),
        lambda cast: {"kind": "partnersearch.offer", **offer_in_draft(cast)},
    ),
    form("network:profile_edit", logged_in()),
    get("network:seat_choose", logged_in()),
    get("network:account_list", only("admin auditor")),
    get("network:account_detail", only("admin auditor"), pk_of_operator),
    form("network:account_close", only("admin"), pk_of_operator, {"reason": "left"}),
    form("network:account_reopen", only("admin"), pk_of_operator, {"reason": "back"}),
    form("network:account_reset", only("admin"), pk_of_operator, {"reason": "lost"}),
    *(
        action(
            f"network.{verb}",
            network_rules.can_manage_account,
            "admin",
            lambda cast: cast.operator,
        )
        for verb in ("close_account", "reopen_account", "reset_second_factor")
    ),
    # No service is known to the tests' settings; tests/network/test_openid.py runs one.
    form("openid_connect_login", who("hidden"), lambda cast: {"provider_id": "service"}),
    get("openid_connect_callback", who("hidden"), lambda cast: {"provider_id": "service"}),
    get("network:privacy_notice_list", everybody()),
    get("network:personal_data", logged_in()),
    post("network:data_copy_ask", logged_in()),
    get("network:data_copy_fetch", hidden_but_for_owner(), data_copy_of_member),
    post("network:consent_give", logged_in(), lambda cast: {"purpose": "photos"}),
    post("network:consent_withdraw", hidden_but_for_owner(), consent_of_member),
    form("network:erasure_ask", logged_in()),
    get("network:erasure_list", only("secretariat admin")),
    get("network:erasure_create", only("secretariat admin")),
    post(
        "network:erasure_cancel",
        who("hidden", log_in="visitor", yes="member secretariat admin"),
        lambda cast: {"pk": erasure_of_member(cast).pk},
    ),
    get("network:seat_mine", logged_in()),
    get("network:seat_ask", logged_in()),
    form("network:organisation_propose", logged_in()),
    form("network:seat_request", logged_in(), entry(OrganisationFactory)),
    get("network:seat_queue", only(DECIDE_ON_REQUESTS)),
    get("network:seat_decide", only("secretariat authority auditor"), pk_of_scene(seat_in_sweden)),
    post(
        "network:seat_decide",
        only("secretariat authority"),
        pk_of_scene(seat_in_sweden),
        {"decision": "confirm"},
    ),
    get(
        "network:seat_decide",
        only("secretariat operator auditor"),
        pk_of_scene(lambda cast: SeatFactory(waiting=True, organisation=of(cast.operator))),
    ),
    get("network:proposal_decide", only("secretariat authority auditor"), pk_of_scene(proposal)),
    post(
        "network:proposal_decide",
        only("secretariat authority"),
        pk_of_scene(proposal),
        {"decision": "confirm", "circle": "projects"},
    ),
    post(
        "network:proposal_withdraw",
        who("hidden", yes="stranger", log_in="visitor"),
        lambda cast: {"pk": ProposalFactory(person=cast.stranger).pk},
    ),
    post(
        "network:seat_withdraw",
        who("hidden", yes="stranger", log_in="visitor"),
        lambda cast: {"pk": SeatFactory(waiting=True, person=cast.stranger).pk},
    ),
    form("network:seat_end", only("operator secretariat"), pk_of_scene(seat_of_operator)),
    form("network:seat_hand_over", only("operator"), pk_of_scene(seat_of_operator)),
    get(
        "network:people_list",
        only("operator authority secretariat auditor admin"),
        lambda cast: {"slug": of(cast.operator).slug},
    ),
    form(
        "network:invitation_create",
        only("operator secretariat admin"),
        lambda cast: {"slug": of(cast.operator).slug},
    ),
    *(
        post(f"network:{view}", only("operator secretariat"), pk_of_scene(invitation))
        for view in ("invitation_renew", "invitation_withdraw")
    ),
    *(
        post(
            f"network:{view}",
            who("hidden", yes="stranger", log_in="visitor"),
            pk_of_scene(invitation_of_stranger),
        )
        for view in ("invitation_accept", "invitation_decline")
    ),
    # Whoever holds the link reads it; what it does is done for its address alone.
    get("network:invitation_answer", everybody(), invitation_link),
    get("network:invitation_answer", who("hidden"), lambda cast: {"token": "no-such-token"}),
    get("organisation:add", in_editor("secretariat")),
    get("organisation:edit", in_editor("secretariat"), record(OrganisationFactory)),
    get("mobilityprogramme:edit", in_editor("secretariat"), record(MobilityProgrammeFactory)),
    get("project:edit", in_editor("secretariat"), record(ProjectFactory)),
    *(
        get(f"{kind}:{view}", in_editor(readers), record(factory))
        for kind, factory, readers in (
            ("organisation", OrganisationFactory, "secretariat auditor"),
            ("seat", SeatFactory, "secretariat auditor admin"),
            ("mobilityprogramme", MobilityProgrammeFactory, "secretariat auditor"),
            ("project", ProjectFactory, "secretariat auditor"),
        )
        for view in ("history", "history_results")
    ),
    *(
        get(f"{kind}:{view}", in_editor("secretariat auditor"))
        for kind in ("consents", "erasures")
        for view in ("index", "index_results")
    ),
    form("seat:delete", in_editor(""), record(SeatFactory)),
    get("seat:index", in_editor("secretariat auditor admin")),
    get("seat:index_results", in_editor("secretariat auditor admin")),
    action(
        "network.ask_for_seat",
        network_rules.can_ask_for_seat,
        " ".join(role for role in ROLES if role != "visitor"),
    ),
    action(
        "network.give_seat",
        network_rules.can_confirm_seat,
        "secretariat authority",
        seat_in_sweden,
    ),
    action(
        "network.confirm_seat",
        network_rules.can_confirm_seat,
        "secretariat authority",
        seat_in_sweden,
    ),
    action(
        "network.decline_seat",
        network_rules.can_confirm_seat,
        "secretariat authority",
        seat_in_sweden,
    ),
    action(
        "network.withdraw_request",
        network_rules.can_withdraw_request,
        "stranger",
        lambda cast: SeatFactory(waiting=True, person=cast.stranger),
    ),
    action(
        "network.hand_over_seat", network_rules.can_hand_over_seat, "operator", seat_of_operator
    ),
    action(
        "network.propose_organisation",
        network_rules.can_ask_for_seat,
        " ".join(role for role in ROLES if role != "visitor"),
    ),
    *(
        action(
            f"network.{verb}", network_rules.can_decide_proposal, "secretariat authority", proposal
        )
        for verb in ("accept_proposal", "decline_proposal")
    ),
    action(
        "network.withdraw_proposal",
        lambda user, proposal: user.pk == proposal.person_id,
        "stranger",
        lambda cast: ProposalFactory(person=cast.stranger),
    ),
    action(
        "network.invite",
        network_rules.can_invite,
        "operator secretariat",
        lambda cast: of(cast.operator),
    ),
    *(
        action(
            f"network.{verb}",
            network_rules.can_manage_invitation,
            "operator secretariat",
            invitation,
        )
        for verb in ("renew_invitation", "withdraw_invitation")
    ),
    *(
        action(
            f"network.{verb}",
            network_rules.can_answer_invitation,
            "stranger",
            invitation_of_stranger,
        )
        for verb in ("accept_invitation", "decline_invitation")
    ),
    action(
        "network.end_seat",
        network_rules.can_end_seat,
        "secretariat operator",
        lambda cast: cast.operator.seats.get(),
    ),
    *(
        action(f"network.{verb}", rule, " ".join(role for role in ROLES if role != "visitor"))
        for verb, rule in (
            ("ask_for_data", network_rules.can_ask_for_data),
            ("give_consent", network_rules.can_consent),
            ("note_public_profile", network_rules.can_consent),
        )
    ),
    action(
        "network.withdraw_consent",
        network_rules.can_withdraw_consent,
        "member",
        lambda cast: network_actions.give_consent(purpose="photos", by=cast.member),
    ),
    action(
        "network.ask_for_erasure",
        network_rules.can_erase,
        "member secretariat admin",
        lambda cast: cast.member,
    ),
    action(
        "network.cancel_erasure",
        network_rules.can_cancel_erasure,
        "member secretariat admin",
        erasure_of_member,
    ),
    *(
        action(
            f"network.{verb}",
            network_rules.can_publish_entry,
            "secretariat",
            lambda cast: ProjectFactory(proposed=True),
        )
        for verb in ("publish_entry", "withdraw_entry")
    ),
]

# workpackages

CLAUSE = "11111111-1111-4111-8111-111111111111"
MAKERS = "expert secretariat"


def announced(cast):
    """A work programme that has no adopted text yet."""
    return text_actions.announce(page=make_text.programme(slug="2024"), by=cast.secretariat)


def drafted(cast):
    """A work programme with an adopted version 1, an open draft 2 and a suggestion to it; one."""
    if known := Suggestion.objects.filter(pk=900).first():
        return WorkProgrammePage.objects.get(pk=known.version.page_id)
    clauses = make_text.text("Members meet.")
    clauses[1]["id"] = CLAUSE
    programme = make_text.programme(clauses)
    text_actions.adopt(page=programme, by=cast.secretariat, label="1.0")
    version = text_actions.make_draft(page=programme, by=cast.expert, label="1.1")
    suggestion = text_actions.suggest(
        version=version,
        clause_id=CLAUSE,
        proposed=new_clause("paragraph", text="<p>Members meet twice.</p>"),
        rationale="",
        organisation=cast.member.seats.get().organisation,
        by=cast.member,
        language="en",
    )
    Suggestion.objects.filter(pk=suggestion.pk).update(id=900)
    return WorkProgrammePage.objects.get(pk=programme.pk)


def suggested(cast):
    drafted(cast)
    return Suggestion.objects.get()


def living(name, path, answers, methods=("get",)):
    """An address below a living page."""
    return route("workpackages.WorkProgrammePage", name, path, drafted, answers, methods)


def membership(cast):
    """The member sits in the task force of a work package."""
    package = make_text.work_package()
    package.save_revision().publish()
    return TaskForceMembership.objects.create(package=package, person=cast.member)


def task_force(cast):
    return {"slug": membership(cast).package.slug}


def seat_of_member(cast):
    seat = membership(cast)
    return {"slug": seat.package.slug, "pk": seat.pk}


# Members who see the work package are told no; for others it is not there.
NOT_THEIRS = dict.fromkeys(["member", "authority", "expert", "steering", "auditor"], "no")

WORKPACKAGES = [
    page(
        "workpackages.WorkProgrammeIndexPage",
        lambda cast: WorkProgrammeIndexPage.objects.get(locale__language_code="en"),
        everybody(),
        edit=EDITING,
        publish=PUBLISHING,
    ),
    page("workpackages.WorkProgrammePage", announced, everybody(), edit=MAKERS),
    page("workpackages.WorkProgrammePage", drafted, everybody(), edit=MAKERS),
    living("facts_edit", "facts/", only(MAKERS)),
    living("version_list", "versions/", everybody()),
    living("version_new", "versions/new/", only(f"{MAKERS} steering")),
    living("version_detail", "versions/1/", everybody()),
    living("version_detail", "versions/2/", only(MEMBERS)),
    living("version_compare", "compare/1/1/", everybody()),
    living("version_compare", "compare/1/2/", only(MEMBERS)),
    living("working_text", "working-text/", only(f"{MAKERS} auditor")),
    living("clause_edit", f"working-text/{CLAUSE}/", only(MAKERS), methods=("get", "post")),
    living("suggestion_list", "suggestions/", only(MEMBERS)),
    living(
        "suggestion_new",
        f"suggestions/new/{CLAUSE}/",
        only("member authority"),
        methods=("get", "post"),
    ),
    living("suggestion_detail", "suggestions/900/", only(MEMBERS)),
    living("suggestion_accept", "suggestions/900/accept/", only(MAKERS), methods=("post",)),
    living("suggestion_change", "suggestions/900/change/", only(MAKERS)),
    living("suggestion_decline", "suggestions/900/decline/", only(MAKERS), methods=("post",)),
    living("suggestion_withdraw", "suggestions/900/withdraw/", only("member"), methods=("post",)),
    page(
        "workpackages.WorkPackageIndexPage",
        lambda cast: WorkPackageIndexPage.objects.get(locale__language_code="en"),
        only(MEMBERS),
        edit=EDITING,
        publish=PUBLISHING,
    ),
    page(
        "workpackages.WorkPackagePage",
        lambda cast: make_text.work_package(),
        only(MEMBERS),
        edit=EDITING,
        publish=PUBLISHING,
    ),
    get(
        "version_make",
        who("log_in", yes=MAKERS, no="translator admin auditor"),
        lambda cast: {"page_id": drafted(cast).pk},
    ),
    get("workpackages:group_list", everybody()),
    form("workpackages:task_force_edit", only("secretariat", "hidden") | NOT_THEIRS, task_force),
    post(
        "workpackages:task_force_leave",
        only("member secretariat", "hidden") | NOT_THEIRS | {"member": "yes"},
        seat_of_member,
    ),
    form(
        "workpackages:package_edit",
        only(f"member {MAKERS}", "hidden") | NOT_THEIRS | {"member": "yes", "expert": "yes"},
        task_force,
    ),
    action(
        "workpackages.join_task_force",
        text_rules.can_manage_task_force,
        "secretariat",
        lambda cast: make_text.work_package(),
    ),
    action(
        "workpackages.leave_task_force",
        text_rules.can_end_membership,
        "secretariat member",
        membership,
    ),
    action(
        "workpackages.change_package",
        text_rules.can_edit_package,
        f"{MAKERS} member",
        lambda cast: membership(cast).package,
    ),
    action("workpackages.announce", text_rules.can_make_draft, MAKERS, drafted),
    action("workpackages.make_draft", text_rules.can_make_draft, MAKERS, drafted),
    action("workpackages.adopt", text_rules.can_adopt, "secretariat steering", drafted),
    action("workpackages.publish_facts", text_rules.can_publish_facts, MAKERS, drafted),
    action("workpackages.suggest", text_rules.can_suggest, "member authority", drafted),
    action("workpackages.withdraw", text_rules.can_change_suggestion, "member", suggested),
    action("workpackages.accept", text_rules.can_decide, MAKERS, drafted),
    action("workpackages.accept_with_changes", text_rules.can_decide, MAKERS, drafted),
    action("workpackages.decline", text_rules.can_decide, MAKERS, drafted),
    action("workpackages.edit_clause", text_rules.can_edit, MAKERS, drafted),
    action("workpackages.merge", text_rules.can_edit, MAKERS, drafted),
]

# meetings


def meeting(**fields):
    return lambda cast: MeetingFactory(**fields)


@cache
def slug_of(make):
    return lambda cast: {"slug": make(cast).slug}


def meeting_with_draft(cast):
    past = MeetingFactory(past=True)
    report_draft(past, by=cast.secretariat)
    return past


def report(cast):
    return published_report(MeetingFactory(past=True), by=cast.secretariat)


def action_of_member(cast):
    """Something that the member's organisation promised."""
    return ActionFactory(organisation=cast.member.seats.get().organisation)


@cache
def pk_of(make):
    return lambda cast: {"pk": make(cast).pk}


REPORT_WRITERS = "expert secretariat"
REPORT_PUBLISHERS = "steering secretariat"

MEETINGS = [
    *(
        get(f"{kind}:{view}", in_editor("secretariat expert auditor"))
        for kind in ("decisions", "actions")
        for view in ("index", "index_results")
    ),
    get("meetings:action_list", only(f"operator {MEMBERS}")),
    post(
        "meetings:action_complete",
        who(
            "hidden",
            log_in="visitor",
            yes=f"member {REPORT_WRITERS}",
            no="authority steering auditor",
        ),
        pk_of(action_of_member),
    ),
    form(
        "meetings:action_drop",
        who(
            "hidden",
            log_in="visitor",
            yes=REPORT_WRITERS,
            no="member authority steering auditor",
        ),
        pk_of(action_of_member),
    ),
    get("meetings:meeting_calendar", everybody(), slug_of(meeting())),
    form("meetings:report_edit", only(REPORT_WRITERS), slug_of(meeting(past=True))),
    get(
        "meetings:report_preview",
        only(f"{REPORT_WRITERS} {REPORT_PUBLISHERS}"),
        slug_of(meeting_with_draft),
    ),
    post(
        "meetings:report_publish",
        only(REPORT_PUBLISHERS),
        slug_of(meeting_with_draft),
        data={"body": ""},
    ),
    page(
        "meetings.MeetingIndexPage",
        lambda cast: meeting_index(),
        everybody(),
        edit=EDITING,
        publish=PUBLISHING,
    ),
    page("meetings.MeetingPage", meeting(), everybody(), edit=EDITING, publish=PUBLISHING),
    page("meetings.ReportPage", report, everybody()),
    action("meetings.save_report", meeting_rules.can_write_report, REPORT_WRITERS),
    *(
        action(f"meetings.{verb}", meeting_rules.can_publish_report, REPORT_PUBLISHERS)
        for verb in ("publish_report", "record_decision", "add_action")
    ),
    action(
        "meetings.complete_action",
        meeting_rules.can_complete_action,
        f"member {REPORT_WRITERS}",
        action_of_member,
    ),
    action("meetings.drop_action", meeting_rules.can_drop_action, REPORT_WRITERS, action_of_member),
]

# partnersearch

# Who looks after offers that are not public.
OFFER_READERS = "authority expert steering secretariat auditor"


def offer_of_operator(state):
    """An offer of the operator's organisation, in Sweden."""

    def scene(cast):
        return {"pk": offer_in(state)(cast).pk}

    return scene


def offer_in(state):
    def scene(cast):
        return OfferFactory(
            organisation=cast.operator.seats.get().organisation,
            posted_by=cast.operator,
            state=state,
        )

    return scene


PARTNERSEARCH = [
    get("partnersearch:offer_list", everybody()),
    get("partnersearch:offer_export", everybody()),
    get("partnersearch:offer_mine", logged_in()),
    form("partnersearch:offer_create", logged_in()),
    form(
        "partnersearch:offer_edit",
        who("hidden", log_in="visitor", yes="operator", no="auditor"),
        offer_of_operator("draft"),
    ),
    form(
        "partnersearch:offer_edit",
        who("no", log_in="visitor", yes="operator secretariat"),
        offer_of_operator("published"),
    ),
    post(
        "partnersearch:offer_submit",
        who("hidden", log_in="visitor", yes="operator", no="auditor"),
        offer_of_operator("draft"),
    ),
    get(
        "partnersearch:offer_detail",
        hidden_but_for("operator auditor"),
        offer_of_operator("draft"),
    ),
    get(
        "partnersearch:offer_detail",
        hidden_but_for(f"operator {OFFER_READERS}"),
        offer_of_operator("submitted"),
    ),
    get("partnersearch:offer_detail", everybody(), offer_of_operator("published")),
    get("partnersearch:offer_moderation", only(OFFER_READERS)),
    form(
        "partnersearch:offer_decide",
        who(
            "hidden",
            log_in="visitor",
            yes="authority secretariat",
            no="operator expert steering auditor",
        ),
        offer_of_operator("submitted"),
    ),
    *(
        post(
            f"partnersearch:{view}",
            who("no", log_in="visitor", yes="operator secretariat"),
            offer_of_operator("published"),
        )
        for view in ("offer_pause", "offer_mark_partner_found", "offer_withdraw")
    ),
    *(
        post(
            f"partnersearch:{view}",
            who(
                "hidden",
                log_in="visitor",
                yes="operator secretariat",
                no="authority expert steering auditor",
            ),
            offer_of_operator(state),
        )
        for view, state in (("offer_resume", "paused"), ("offer_archive", "expired"))
    ),
    *(
        get(f"offers:{view}", in_editor("secretariat auditor"))
        for view in ("index", "index_results")
    ),
    action("partnersearch.save_draft", offer_rules.can_edit, "operator", offer_in("draft")),
    action("partnersearch.submit", offer_rules.can_submit, "operator", offer_in("draft")),
    *(
        action(
            f"partnersearch.{verb}",
            offer_rules.can_moderate,
            "authority secretariat",
            offer_in("submitted"),
        )
        for verb in ("approve", "return_for_changes", "reject")
    ),
    *(
        action(
            f"partnersearch.{verb}",
            offer_rules.can_close,
            "operator secretariat",
            offer_in("published"),
        )
        for verb in ("pause", "resume", "mark_partner_found", "withdraw", "archive")
    ),
]

# Views of Wagtail, allauth and Django, by the first part of their address.

OTHERS = [
    prefix("", "/en/no-such-page/", who("hidden")),
    prefix("_util/", "/_util/login/", who("log_in")),
    prefix("accounts/", "/en/accounts/email/", logged_in()),
    prefix("admin/", "/admin/", only(f"{EDITING} translator auditor admin", rest="log_in")),
    prefix("documents/", "/documents/1/nothing.pdf", who("hidden")),
]

TABLE = [*HUB, *NETWORK, *WORKPACKAGES, *MEETINGS, *PARTNERSEARCH, *OTHERS]
