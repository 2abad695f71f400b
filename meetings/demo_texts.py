"""What the demo's meetings say, in English and Danish.

Facts: the network's work programme of 2023. What was said and decided is invented.
"""

import datetime as dt
from typing import Any, NamedTuple

from hub.dates import InexactDate
from hub.translations import Pair
from meetings.models import AgendaItem, MeetingPage

Kind = MeetingPage.Kind
Format = MeetingPage.Format
Audience = MeetingPage.Audience
Item = AgendaItem.Kind

SECRETARIAT: Pair = ("Secretariat", "Sekretariatet")
EXPERT: Pair = ("Thematic expert", "Fageksperten")
NOBODY: Pair = ("", "")


class Line(NamedTuple):
    """A line of an agenda."""

    title: Pair
    minutes: int
    kind: str = Item.INFORMATION
    by: Pair = NOBODY
    organisation: str = ""
    day: int = 1
    starts_at: dt.time | None = None


class Text(NamedTuple):
    """A meeting of the demo."""

    title: Pair
    summary: Pair
    about: Pair
    facts: dict[str, Any]
    place: Pair = NOBODY
    agenda: tuple[Line, ...] = ()
    schedule: str = ""


LUNCH: Pair = ("Lunch", "Frokost")
COFFEE: Pair = ("Coffee", "Kaffe")

# By slug; the meetings of the work programme of 2023.
OF_2023 = {
    "first-network-meeting": Text(
        ("1st network meeting", "1. netværksmøde"),
        (
            "The network gets going: what it can do for its members, where the programmes stand, and what members need.",
            "Netværket går i gang: hvad det kan gøre for medlemmerne, hvor langt programmerne er, og hvad medlemmerne har brug for.",
        ),
        (
            "<p>The first meeting sets the scene. Members look at the draft of the work programme, tell each other how far their mobility programmes are, and say what would help them most.</p>",
            "<p>Det første møde sætter rammen. Medlemmerne ser på udkastet til arbejdsprogrammet, fortæller hinanden, hvor langt deres mobilitetsprogrammer er, og siger, hvad der ville hjælpe dem mest.</p>",
        ),
        {
            "when": InexactDate.day(dt.date(2023, 4, 20)),
            "start_time": dt.time(10, 0),
            "end_time": dt.time(15, 30),
            "state": MeetingPage.State.HELD,
            "link": "https://video.alma.example/first-network-meeting",
        },
        agenda=(
            Line(("Welcome, and who is here", "Velkomst, og hvem der er med"), 20, by=SECRETARIAT),
            Line(("Work programme 2023", "Arbejdsprogram 2023"), 60, Item.DECISION, by=EXPERT),
            Line(COFFEE, 15, Item.BREAK),
            Line(
                ("How far are the mobility programmes?", "Hvor langt er mobilitetsprogrammerne?"),
                60,
                organisation="ministerium-nordheim",
            ),
            Line(LUNCH, 60, Item.BREAK),
            Line(
                (
                    "The central call: what was applied for",
                    "Den centrale indkaldelse: hvad der er ansøgt om",
                ),
                30,
                by=SECRETARIAT,
            ),
            Line(
                ("How partners find each other", "Hvordan partnere finder hinanden"),
                45,
                Item.DISCUSSION,
                organisation="myndigheten-unga-i-arbete",
            ),
            Line(
                ("Next steps and who takes them", "Næste skridt, og hvem der tager dem"),
                40,
                Item.DECISION,
                by=SECRETARIAT,
            ),
        ),
        schedule="meeting-1",
    ),
    "second-network-meeting": Text(
        ("2nd network meeting", "2. netværksmøde"),
        (
            "Members meet project operators at the kick-off of JUVENTUS and visit a project.",
            "Medlemmerne møder projektoperatører ved opstarten af JUVENTUS og besøger et projekt.",
        ),
        (
            "<p>The meeting goes together with the kick-off of the German programme JUVENTUS. In the afternoon the members meet among themselves; the second day is a visit to a project.</p>",
            "<p>Mødet holdes sammen med opstarten af det tyske program JUVENTUS. Om eftermiddagen mødes medlemmerne indbyrdes; på andendagen besøger de et projekt.</p>",
        ),
        {
            "format": Format.ON_SITE,
            "audience": Audience.CORE,
            "when": InexactDate.days(dt.date(2023, 6, 19), dt.date(2023, 6, 20)),
            "start_time": dt.time(9, 30),
            "end_time": dt.time(12, 30),
            "time_zone": "Europe/Berlin",
            "languages": ["en", "de"],
            "state": MeetingPage.State.HELD,
        },
        place=("Berlin", "Berlin"),
        agenda=(
            Line(
                ("Kick-off of JUVENTUS", "Opstart af JUVENTUS"),
                180,
                organisation="ministerium-nordheim",
            ),
            Line(LUNCH, 60, Item.BREAK),
            Line(
                ("What operators have learned", "Hvad operatørerne har lært"),
                90,
                Item.DISCUSSION,
                by=EXPERT,
                starts_at=dt.time(14, 0),
            ),
            Line(("Project visit", "Projektbesøg"), 180, day=2),
        ),
        schedule="meeting-2",
    ),
    "third-network-meeting": Text(
        ("3rd network meeting and partner search forum", "3. netværksmøde og partnersøgningsforum"),
        (
            "First work on the work packages; projects of the central call look for partners in another country.",
            "Det første arbejde med arbejdspakkerne; projekterne under den centrale indkaldelse søger partnere i et andet land.",
        ),
        (
            "<p>An internal meeting of the network, linked to the European Year of Skills, and a separate forum where the projects of the central call meet possible partners. Learning sessions go with it; their topics are still open.</p>",
            "<p>Et internt netværksmøde, knyttet til Det Europæiske År for Færdigheder, og et særskilt forum, hvor projekterne under den centrale indkaldelse møder mulige partnere. Dertil hører læringssessioner; emnerne ligger ikke fast endnu.</p>",
        ),
        {
            "kind": Kind.PARTNER_SEARCH_FORUM,
            "format": Format.ON_SITE,
            "audience": Audience.PROJECTS,
            "when": InexactDate.months(dt.date(2023, 9, 1), dt.date(2023, 10, 1)),
        },
        schedule="meeting-3",
    ),
    "fourth-network-meeting": Text(
        ("4th network meeting", "4. netværksmøde"),
        (
            "The new platform is shown and tried; news from programmes and work packages.",
            "Den nye platform vises og afprøves; nyt fra programmer og arbejdspakker.",
        ),
        (
            "<p>Topics follow from the final work programme and from what members ask for.</p>",
            "<p>Emnerne afhænger af det endelige arbejdsprogram og af medlemmernes ønsker.</p>",
        ),
        {"when": InexactDate.months(dt.date(2023, 10, 1), dt.date(2023, 11, 1))},
        schedule="meeting-4",
    ),
    "fifth-network-meeting": Text(
        ("5th network meeting", "5. netværksmøde"),
        (
            "Looking back at 2023 and ahead: comments on the work programme of 2024.",
            "Tilbageblik på 2023 og blik fremad: kommentarer til arbejdsprogrammet for 2024.",
        ),
        (
            "<p>Perhaps together with an information session for a wider audience.</p>",
            "<p>Måske sammen med et informationsmøde for en bredere kreds.</p>",
        ),
        {"when": InexactDate.months(dt.date(2024, 1, 1), dt.date(2024, 2, 1))},
        schedule="meeting-5",
    ),
}


def of_these_days(today: dt.date) -> dict[str, Text]:
    """Meetings around the day on which the demo is loaded."""
    lately = _thursday(today - dt.timedelta(days=24))
    soon = _thursday(today + dt.timedelta(days=38))
    later = _first_of_month(today + dt.timedelta(days=120))
    return {
        "finding-host-companies": Text(
            (
                "Action learning set: finding host companies",
                "Aktionslæring: at finde værter",
            ),
            (
                "One member brings a problem, the others ask and share what worked for them.",
                "Et medlem kommer med et problem, de andre spørger og fortæller, hvad der virkede hos dem.",
            ),
            (
                "<p>The labour agency wants more small companies to take in young people from abroad. The others help with questions and with their own experience, and an action plan comes out of it.</p>",
                "<p>Styrelsen vil have flere små virksomheder til at tage imod unge fra udlandet. De andre hjælper med spørgsmål og egne erfaringer, og det hele munder ud i en handlingsplan.</p>",
            ),
            {
                "kind": Kind.ACTION_LEARNING_SET,
                "audience": Audience.CORE,
                "when": InexactDate.day(lately),
                "start_time": dt.time(13, 0),
                "end_time": dt.time(15, 0),
                "state": MeetingPage.State.HELD,
            },
        ),
        "next-network-meeting": Text(
            (
                "Network meeting: partners for the new calls",
                "Netværksmøde: partnere til de nye indkaldelser",
            ),
            (
                "Which calls open next, which partners are still missing, and what the map shows by now.",
                "Hvilke indkaldelser åbner snart, hvilke partnere mangler, og hvad viser kortet nu?",
            ),
            (
                "<p>Please bring the dates of your next call. Whoever looks for partners gets five minutes.</p>",
                "<p>Tag datoerne for jeres næste indkaldelse med. Alle, der søger partnere, får fem minutter.</p>",
            ),
            {
                "format": Format.HYBRID,
                "when": InexactDate.day(soon),
                "start_time": dt.time(9, 30),
                "end_time": dt.time(12, 30),
                "link": "https://video.alma.example/next-network-meeting",
            },
            place=("Vilnius", "Vilnius"),
            agenda=(
                Line(("Welcome", "Velkomst"), 15, by=SECRETARIAT),
                Line(("Calls that open soon", "Indkaldelser, der snart åbner"), 45, by=EXPERT),
                Line(
                    (
                        "Five minutes for who looks for partners",
                        "Fem minutter til alle, der søger partnere",
                    ),
                    60,
                    Item.DISCUSSION,
                    organisation="styrelsen-arbejde-uddannelse",
                ),
                Line(COFFEE, 15, Item.BREAK),
                Line(
                    ("The map: what is missing", "Kortet: hvad der mangler"),
                    30,
                    Item.DECISION,
                    by=SECRETARIAT,
                ),
            ),
        ),
        "information-session": Text(
            ("Information session for new programmes", "Informationsmøde for nye programmer"),
            (
                "For authorities that think about a mobility programme of their own. Everybody is welcome.",
                "For myndigheder, der overvejer at oprette et mobilitetsprogram. Alle er velkomne.",
            ),
            (
                "<p>What an ALMA programme needs, what it costs, and how to begin. The day is fixed when most can come.</p>",
                "<p>Hvad et ALMA-program kræver, hvad det koster, og hvordan man begynder. Dagen fastlægges, så flest muligt kan deltage.</p>",
            ),
            {
                "kind": Kind.INFORMATION_SESSION,
                "audience": Audience.EVERYONE,
                "when": InexactDate.month(later.year, later.month),
            },
        ),
    }


def _thursday(day: dt.date) -> dt.date:
    """Nobody meets over the turn of the year."""
    if (day.month, day.day) > (12, 17) or (day.month, day.day) < (1, 6):
        day += dt.timedelta(days=21)
    return day + dt.timedelta(days=3 - day.weekday())


def _first_of_month(day: dt.date) -> dt.date:
    return day.replace(day=1)


class Promise(NamedTuple):
    """An action of a report: who does what by when, and what became of it."""

    text: str
    organisation: str
    due_on: dt.date
    work_package: str = ""
    done_by: str = ""
    dropped: str = ""


class ReportText(NamedTuple):
    """A report of the demo; the summary is a list of paragraphs in two languages."""

    body: str
    public_summary: list[Pair]
    next_steps: str
    decisions: list[tuple[str, bool]]  # the second says whether it adopts version 1.0
    actions: list[Promise]
    date: dt.date


FIRST_REPORT = ReportText(
    body="""## What the members said

Every authority told in five minutes how far its programme is. Eight know this kind of programme from the years before; for the others it is new. Most want their first call out before the end of the year.

What would help most:

- templates for calls and for agreements with host organisations
- somebody to ask about simplified cost options, because the delegated act is new to all
- a place to find partners *before* the national calls open

## The work programme

The expert went through the comments on the draft. The reference for social innovation is corrected, and the database for the partner search gets templates. The sentence that validation never compares programmes stays as it is; two members asked for it to be kept.

## How partners find each other

The Swedish authority showed how projects looked for partners last time: by telephone. Everybody preferred a database in which each country looks after the offers of its own organisations. Two authorities doubt that they have the staff for it; the secretariat steps in where nobody moderates.

## The central call

The secretariat gave numbers on the applications. The results are not public yet and are **not to be passed on**.""",
    public_summary=[
        (
            "The members of the network met for the first time and adopted their work programme for 2023.",
            "Netværkets medlemmer mødtes for første gang og vedtog deres arbejdsprogram for 2023.",
        ),
        (
            "They will work on an online map of all programmes, on simplified costs, on ways to measure how far young people have come, and on what makes the programmes work.",
            "De vil arbejde med et onlinekort over alle programmer, forenklede omkostninger, metoder til at måle, hvor langt de unge er kommet, og med, hvad der får programmerne til at virke.",
        ),
        (
            "A partner search will open, in which each country looks after the offers of its own organisations.",
            "Der åbnes en partnersøgning, hvor hvert land gennemgår sine egne organisationers tilbud.",
        ),
    ],
    next_steps="""- The secretariat sends the table for the overview of programmes.
- The expert asks who joins which work package.
- The next meeting is in Berlin in June, with the kick-off of JUVENTUS.""",
    decisions=[
        ("Work programme 2023, version 1.0, is adopted.", True),
        ("The partner search opens with national moderators.", False),
        ("The map of programmes is the first work package to start.", False),
    ],
    actions=[
        Promise(
            "Send the table for the overview of mobility programmes",
            "network-secretariat",
            dt.date(2023, 5, 5),
            done_by="secretariat",
        ),
        Promise(
            "Describe the Danish programme for the map",
            "styrelsen-arbejde-uddannelse",
            dt.date(2023, 5, 31),
            "online-map",
            done_by="member",
        ),
        Promise(
            "Name a national moderator for the partner search",
            "myndigheten-unga-i-arbete",
            dt.date(2023, 5, 31),
            done_by="authority",
        ),
        Promise(
            "Ask the evaluators of the earlier network for their data",
            "lindqvist-learning",
            dt.date(2023, 6, 30),
            dropped="The data could not be handed over. The study begins with published reports.",
        ),
    ],
    date=dt.date(2023, 5, 4),
)


def recent_report(today: dt.date) -> ReportText:
    return ReportText(
        body="""## The problem

The agency finds large companies easily and small ones hardly at all. Small ones fear papers, insurance and the language.

## What the others asked

- Who talks to the company first, and does that person stay?
- What does the company get, beside a helping hand?

## What worked elsewhere

In Drava a former host talks to the new one. In Nordheim one sheet of paper answers the questions about insurance. **Both are easy to copy.**""",
        public_summary=[
            (
                "Members helped one of them to win small companies as hosts. Two ideas are worth copying: a former host talks to the new one, and one sheet of paper answers the questions about insurance.",
                "Medlemmerne hjalp en myndighed blandt dem med at finde små virksomheder, der vil være værter. To idéer er værd at kopiere: En tidligere vært taler med den nye, og ét ark papir besvarer spørgsmålene om forsikring.",
            )
        ],
        next_steps="The agency tries both ideas and tells at the next meeting how it went.",
        decisions=[("The sheet about insurance is kept with the templates.", False)],
        actions=[
            Promise(
                "Send the sheet about insurance to the secretariat",
                "ministerium-nordheim",
                today - dt.timedelta(days=4),
            ),
            Promise(
                "Ask three former hosts to talk to new ones",
                "styrelsen-arbejde-uddannelse",
                today + dt.timedelta(days=20),
            ),
            Promise(
                "Tell how former hosts are won",
                "regionalna-sluzba-drava",
                today - dt.timedelta(days=7),
                done_by="nina.kovac",
            ),
            Promise(
                "Put the sheet among the templates and tell everybody",
                "network-secretariat",
                today + dt.timedelta(days=34),
            ),
        ],
        date=today - dt.timedelta(days=14),
    )
