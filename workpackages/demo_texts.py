"""The work programme March 2023 – February 2024 in English and Danish, and its four work packages.

The facts are those of the network's own first work programme; the wording is ours.
"""

import uuid
from datetime import date

from hub.dates import InexactDate
from hub.translations import PARAGRAPH, Draft, Pair
from workpackages.clauses import Clause, canonical, with_ids
from workpackages.models import Progress

TITLE = ("ALMA network work programme 2023", "ALMA-netværkets arbejdsprogram 2023")
SUMMARY = (
    "What the network does from March 2023 to February 2024: five meetings, a partner search and work on four themes.",
    "Hvad netværket arbejder med fra marts 2023 til februar 2024: fem møder, en partnersøgning og fire temaer.",
)


def clause_id(name: str) -> str:
    """The id of a clause, so that a second hub made from the demo has the same anchors."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:alma:programme:2023:{name}"))


class Text(Draft):
    """Clauses by their names, each text in every language that has it."""

    def __init__(self) -> None:
        super().__init__()
        self.clauses: list[Clause] = []

    def add(self, kind: str, name: str, /, notes: tuple[Pair, ...] = (), **value) -> None:
        value["notes"] = [self.say(note, PARAGRAPH) for note in notes]
        clause = canonical({"type": kind, "id": clause_id(name), "value": value})
        self.clauses += with_ids([clause])

    def heading(self, name: str, pair: Pair, level: str = "2") -> None:
        self.add("heading", name, level=level, text=self.say(pair))

    def paragraph(self, name: str, pair: Pair, *notes: Pair) -> None:
        self.add("paragraph", name, notes, text=self.say(pair, PARAGRAPH))

    def bullets(self, name: str, *pairs: Pair, kind: str = "bullets") -> None:
        items = [{"level": "1", "text": self.say(pair, PARAGRAPH)} for pair in pairs]
        self.add("list", name, kind=kind, items=items)

    def table(self, name: str, caption: Pair, *rows: tuple[Pair, ...]) -> None:
        cells = [{"cells": [self.say(pair, PARAGRAPH) for pair in row]} for row in rows]
        self.add("table", name, caption=self.say(caption), header_row=True, rows=cells)

    def callout(self, name: str, title: Pair, pair: Pair) -> None:
        self.add("callout", name, title=self.say(title), text=self.say(pair, PARAGRAPH))


def adopted_text() -> Text:
    """Version 1.0, as the network adopted it in April 2023."""
    text = Text()
    text.say(TITLE)
    text.say(SUMMARY)

    text.heading("background", ("Background", "Baggrund"))
    text.paragraph(
        "what-alma-is",
        (
            "ALMA – Aim, Learn, Master, Achieve – helps young people between 18 and 29[1] who are not in employment, education or training and who find it hard to get there: because of a disability, long unemployment, weak school results or a background of migration.",
            "ALMA – Aim, Learn, Master, Achieve – hjælper unge mellem 18 og 29 år[1], som hverken er i beskæftigelse eller under uddannelse, og som har svært ved at komme i gang på grund af et handicap, langtidsledighed, svage skoleresultater eller indvandrerbaggrund.",
        ),
        (
            "Member States may include young people from the age of 15, in line with the youth employment concentration of the ESF+ (15 to 29 years).",
            "Medlemsstaterne kan tage unge med fra 15 år i tråd med den tematiske koncentration af ESF+-midler om unges beskæftigelse (15 til 29 år).",
        ),
    )
    text.paragraph(
        "key-instrument",
        (
            "It began as an initiative of the European Year of Youth 2022, is one of the instruments of the reinforced Youth Guarantee[1] and adds to the aims of the European Year of Skills 2023.",
            "ALMA begyndte som et initiativ i Det Europæiske Ungdomsår 2022, er et af redskaberne i den styrkede ungdomsgaranti[1] og bidrager til målene for Det Europæiske År for Færdigheder 2023.",
        ),
        (
            'See the <a href="https://ec.europa.eu/social/main.jsp?catId=1079&amp;langId=en">page of the European Commission on the Youth Guarantee</a>.',
            'Se <a href="https://ec.europa.eu/social/main.jsp?catId=1079&amp;langId=en">Europa-Kommissionens side om ungdomsgarantien</a>.',
        ),
    )
    text.paragraph(
        "three-phases",
        ("Every ALMA operation has three phases:", "Ethvert ALMA-forløb har tre faser:"),
    )
    text.bullets(
        "phases",
        (
            "<b>Preparation</b> at home: training and coaching made for the person.",
            "<b>Forberedelse</b> hjemme: undervisning og vejledning, der passer til den enkelte.",
        ),
        (
            "<b>Mobility</b>: two to six months of supervised work experience in another Member State.",
            "<b>Mobilitet</b>: to til seks måneders superviseret arbejdsophold i et andet EU-land.",
        ),
        (
            "<b>Follow-up</b> at home: help to turn what was learned into a job or further education.",
            "<b>Opfølgning</b> hjemme: hjælp til at omsætte det lærte til et job eller videre uddannelse.",
        ),
        kind="numbers",
    )
    text.paragraph(
        "money",
        (
            "The money comes from the ESF+ under shared management. Programmes plan ALMA under youth employment, under social inclusion, or under a priority for social innovation, which the Union finances up to 95 per cent.[1] Beside them ESFA, the European Social Fund Agency of Lithuania, runs a central pilot call in 2023 and 2024.",
            "Midlerne kommer fra ESF+ under delt forvaltning. Programmerne planlægger ALMA under unges beskæftigelse, under social inklusion eller under en prioritet for social innovation, som EU finansierer med op til 95 procent.[1] Desuden gennemfører ESFA, Litauens agentur for Den Europæiske Socialfond, en central pilotindkaldelse i 2023 og 2024.",
        ),
        (
            "Regulation (EU) 2021/1057, Article 4(1)(a) and (l), Article 7(4) and (6), and Article 14 on social innovation; Regulation (EU) 2021/1060.",
            "Forordning (EU) 2021/1057, artikel 4, stk. 1, litra a) og l), artikel 7, stk. 4 og 6, og artikel 14 om social innovation; forordning (EU) 2021/1060.",
        ),
    )
    text.paragraph(
        "forerunner",
        (
            "The network continues TLN Mobility, a transnational learning network founded in 2013. Since 2015 its members have run mobility programmes in Catalonia, the Czech Republic, Galicia, Germany, Poland, Slovenia, Sweden and Trento; up to 60 per cent of those who took part went on to school, training or work.",
            "Netværket viderefører TLN Mobility, et tværnationalt læringsnetværk fra 2013. Siden 2015 har medlemmerne gennemført mobilitetsprogrammer i Catalonien, Tjekkiet, Galicien, Tyskland, Polen, Slovenien, Sverige og Trento; op til 60 procent af deltagerne kom videre i skole, uddannelse eller arbejde.",
        ),
    )

    text.heading("objectives", ("Objectives", "Formål"))
    text.paragraph("two-aims", ("The network has two aims:", "Netværket har to formål:"))
    text.bullets(
        "aims",
        (
            "to support the Member States and regions that carry out ALMA under their ESF+ programmes 2021–2027;",
            "at støtte de medlemsstater og regioner, der gennemfører ALMA under deres ESF+-programmer 2021–2027;",
        ),
        (
            "to encourage more Member States and regions to take part.",
            "at få flere medlemsstater og regioner til at deltage.",
        ),
    )
    text.paragraph("focus", ("Its work in this year turns on:", "I år handler arbejdet om:"))
    text.bullets(
        "focus-list",
        (
            "practical help with launching and running calls, from planning and drafting to the day-to-day work;",
            "praktisk hjælp til at åbne og gennemføre indkaldelser, fra planlægning og udformning til det daglige arbejde;",
        ),
        (
            "themes that matter to all programmes: soft outcomes, simplified cost options, a concept for validation;",
            "temaer, der betyder noget for alle programmer: bløde resultater, forenklede omkostningsmuligheder, et koncept for validering;",
        ),
        (
            "information sessions for those who are not decided yet;",
            "informationsmøder for dem, der endnu ikke har besluttet sig;",
        ),
        (
            "support for the projects of the central pilot call.",
            "støtte til projekterne under den centrale pilotindkaldelse.",
        ),
    )

    text.heading("participants", ("Who takes part", "Hvem deltager"))
    text.paragraph(
        "core-group",
        (
            "The <b>core group</b> are managing authorities and implementing bodies that carry out or plan ALMA measures under their national or regional ESF+ programme.",
            "<b>Kernegruppen</b> er forvaltningsmyndigheder og gennemførende organer, der gennemfører eller planlægger ALMA under deres nationale eller regionale ESF+-program.",
        ),
    )
    text.paragraph(
        "extended-group",
        (
            "The <b>extended group</b> are authorities that have not decided yet or will start later, and others with a stake in ALMA. They are invited to the information sessions.",
            "<b>Den udvidede gruppe</b> er myndigheder, der endnu ikke har besluttet sig eller starter senere, og andre med interesse i ALMA. De inviteres til informationsmøderne.",
        ),
    )
    text.paragraph(
        "projects",
        (
            "The <b>projects</b> at EU level are a third group. The network helps them to find partners and offers them learning sessions.",
            "<b>Projekterne</b> på EU-niveau er en tredje gruppe. Netværket hjælper dem med at finde partnere og tilbyder dem læringssessioner.",
        ),
    )

    text.heading("involvement", ("How members shape the work", "Sådan former medlemmerne arbejdet"))
    text.paragraph(
        "bottom-up",
        (
            "The network works from the bottom up: members say what they need, help to plan the agendas and bring in topics of their own. Many of them have run mobility programmes for years, and their models can be adapted to other places.",
            "Netværket arbejder nedefra og op: Medlemmerne siger, hvad de har brug for, er med til at planlægge dagsordenerne og kommer med egne emner. Mange af dem har gennemført mobilitetsprogrammer i årevis, og deres modeller kan tilpasses andre steder.",
        ),
    )
    text.callout(
        "living-document",
        ("A living document", "Et levende dokument"),
        (
            "This programme stays open. Members suggest other wording to any clause of a draft, the thematic expert answers every suggestion with a reason, and the network adopts the next version.",
            "Programmet forbliver åbent. Medlemmerne kan foreslå en anden ordlyd for ethvert punkt i et udkast, fageksperten besvarer hvert forslag med en begrundelse, og netværket vedtager den næste version.",
        ),
    )

    text.heading("activities", ("Activities and results", "Aktiviteter og resultater"))
    text.paragraph(
        "platform",
        (
            "The network is a place to coordinate and a support for preparing, launching and running calls. It offers:",
            "Netværket er et sted at koordinere og en støtte til at forberede, åbne og gennemføre indkaldelser. Det tilbyder:",
        ),
    )
    text.bullets(
        "offers",
        (
            "templates and technical guidance for drafting programmes and calls;",
            "skabeloner og teknisk vejledning til udformning af programmer og indkaldelser;",
        ),
        (
            "a moderated database for the search for partners, with templates for those who send and those who host;",
            "en modereret database til partnersøgning med skabeloner for dem, der sender, og dem, der modtager;",
        ),
        (
            "peer learning between authorities while their programmes run.",
            "gensidig læring mellem myndigheder, mens deres programmer er i gang.",
        ),
    )
    text.paragraph(
        "themes",
        (
            "Members choose the themes of the year together. Each theme becomes a work package, is prepared by a small task force and ends in something that others can use. Four are suggested: an online map of all ALMA programmes, the use of simplified cost options, the measuring of soft outcomes, and a concept for validation.",
            "Medlemmerne vælger årets temaer sammen. Hvert tema bliver en arbejdspakke, forberedes af en lille arbejdsgruppe og munder ud i noget, som andre kan bruge. Fire er foreslået: et onlinekort over alle ALMA-programmer, brugen af forenklede omkostningsmuligheder, måling af bløde resultater og et koncept for validering.",
        ),
    )
    text.paragraph(
        "no-ranking",
        (
            "Validation means collecting results and drawing conclusions. It does not compare programmes and does not rank them.",
            "Validering betyder at samle resultater og drage konklusioner. Den sammenligner ikke programmer og rangordner dem ikke.",
        ),
    )

    text.heading("meetings", ("Meetings of the year", "Årets møder"))
    text.paragraph(
        "five-meetings",
        (
            "Five meetings are planned, three online and two on site. Depending on the subject they take the form of workshops, action learning sets[1], peer training or study visits.",
            "Der er planlagt fem møder, tre online og to med fremmøde. Alt efter emnet holdes de som workshopper, aktionslæring[1], kollegial træning eller studiebesøg.",
        ),
        (
            "Practical help of members with a problem that one partner has, ending in a plan of action.",
            "Medlemmerne hjælper en partner med et konkret problem; hjælpen munder ud i en handlingsplan.",
        ),
    )
    text.table(
        "meeting-table",
        ("The network’s meetings", "Netværkets møder"),
        (
            ("Meeting", "Møde"),
            ("When and where", "Hvornår og hvor"),
            ("What it is about", "Hvad det handler om"),
        ),
        (
            ("1st meeting", "1. møde"),
            ("20 April 2023, online", "20. april 2023, online"),
            (
                "Purpose of the network, state of play of the programmes and of the central call, needs of the members",
                "Netværkets formål, status for programmerne og den centrale indkaldelse, medlemmernes behov",
            ),
        ),
        (
            ("2nd meeting", "2. møde"),
            ("19–20 June 2023, Berlin", "19.-20. juni 2023, Berlin"),
            (
                "Beside the kick-off of the German programme JUVENTUS: talks with project operators, internal meeting, a project visit on the second day",
                "I forbindelse med opstarten af det tyske program JUVENTUS: samtaler med projektoperatører, internt møde, projektbesøg på andendagen",
            ),
        ),
        (
            ("3rd meeting", "3. møde"),
            (
                "September/October 2023, on site, place to be decided",
                "September/oktober 2023, med fremmøde, sted følger",
            ),
            (
                "Start of the work packages; together with a partner search forum for the projects of the central call",
                "Start på arbejdspakkerne; sammen med et partnersøgningsforum for projekterne under den centrale indkaldelse",
            ),
        ),
        (
            ("4th meeting", "4. møde"),
            ("October/November 2023, online", "Oktober/november 2023, online"),
            (
                "The new online platform, news from programmes and work packages",
                "Den nye onlineplatform, nyt fra programmer og arbejdspakker",
            ),
        ),
        (
            ("5th meeting", "5. møde"),
            ("January/February 2024, online", "Januar/februar 2024, online"),
            (
                "Looking back on 2023, discussion of the work programme 2024",
                "Tilbageblik på 2023, drøftelse af arbejdsprogrammet for 2024",
            ),
        ),
    )
    text.paragraph(
        "outreach",
        (
            "Beside the meetings the network holds information sessions and looks for common ground with communities of practice, Erasmus+ and other EU initiatives.",
            "Ud over møderne holder netværket informationsmøder og søger berøringsflader med praksisfællesskaber, Erasmus+ og andre EU-initiativer.",
        ),
    )

    text.heading("dissemination", ("Sharing results", "Deling af resultater"))
    text.paragraph(
        "reports",
        (
            "Each meeting has a report with a summary, the actions planned and the next steps. Members read all of it; a shorter summary is published for everybody.",
            "Fra hvert møde er der et referat med et resumé, de planlagte opgaver og de næste skridt. Medlemmerne kan læse det hele; et kortere resumé offentliggøres for alle.",
        ),
    )
    text.paragraph(
        "public-information",
        (
            "What is of interest to the public – the programmes, the central call, coming events – stands on the website of ESFA, on the new social innovation website once it is ready, and on the Commission’s ALMA pages.",
            "Det, der har offentlighedens interesse – programmerne, den centrale indkaldelse, kommende arrangementer – står på ESFA’s websted, på det nye websted om social innovation, når det er klar, og på Kommissionens ALMA-sider.",
        ),
    )

    text.heading("team", ("Team and organisation", "Team og organisation"))
    text.paragraph(
        "secretariat",
        (
            "ESFA and the network coordinator are the <b>secretariat</b>: they organise the work and give technical support.",
            "ESFA og netværkskoordinatoren er <b>sekretariatet</b>: De organiserer arbejdet og yder teknisk støtte.",
        ),
    )
    text.paragraph(
        "steering-group",
        (
            "A <b>steering group</b> of the coordinator, ESFA, the European Commission, the thematic expert and practitioners of the authorities watches over the work plan.",
            "En <b>styregruppe</b> med koordinatoren, ESFA, Europa-Kommissionen, fageksperten og praktikere fra myndighederne følger arbejdsplanen.",
        ),
    )
    text.paragraph(
        "expert",
        (
            "The <b>thematic expert</b> prepares and revises the work programme and the content of the activities, together with the coordinator and the members.",
            "<b>Fageksperten</b> udarbejder og reviderer arbejdsprogrammet og aktiviteternes indhold sammen med koordinatoren og medlemmerne.",
        ),
    )
    text.paragraph(
        "task-forces",
        (
            "For a theme or an event a small <b>task force</b> can be formed to prepare it.",
            "Til et tema eller et arrangement kan der dannes en lille <b>arbejdsgruppe</b>, som forbereder det.",
        ),
    )
    return text


# The first draft, where it differs from the adopted text: name of the clause → (text, note).
FIRST_DRAFT = {
    "money": [
        "The money comes from the ESF+ under shared management. Programmes plan ALMA under youth employment, under social inclusion, or under a priority for social innovation, which the Union finances up to 95 per cent.[1] Beside them ESFA, the European Social Fund Agency of Lithuania, runs a central pilot call in 2023 and 2024.",
        "Regulation (EU) 2021/1057, Article 4(1)(a) and (l), Article 7(4) and (6), and Article 10 on social innovation; Regulation (EU) 2021/1060.",
    ],
    "themes": [
        "Work on specific themes can start in 2023 or in 2024, depending on the needs of the members. Four are suggested: an online map of all ALMA programmes, the use of simplified cost options, the measuring of soft outcomes, and a concept for validation.",
        "",
    ],
    "no-ranking": [
        "Validation means collecting the results of all programmes and comparing them.",
        "",
    ],
}
FIRST_DRAFT_OFFER = "a list of partners that is sent round by e-mail;"

# The draft that is open: name of the clause → new text.
SECOND_DRAFT = {
    "outreach": "Beside the meetings the network holds at least two information sessions and looks for common ground with communities of practice, Erasmus+ and other EU initiatives.",
    "task-forces": "For each work package, and for a large event, a small <b>task force</b> of three to six members is formed to prepare it; it says at every meeting how far it is.",
}


def schedule_key(name: str) -> uuid.UUID:
    """What meetings know an entry of the schedule by."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:alma:programme:2023:schedule:{name}")


ENTRIES: list[tuple[str, InexactDate, Pair, Pair, Pair]] = [
    (
        "set-up",
        InexactDate.month(2023, 3),
        ("The network is set up", "Netværket etableres"),
        ("The work programme is prepared.", "Arbejdsprogrammet udarbejdes."),
        ("Work programme 2023", "Arbejdsprogram 2023"),
    ),
    (
        "meeting-1",
        InexactDate.day(date(2023, 4, 20)),
        ("1st network meeting, online", "1. netværksmøde, online"),
        (
            "Work programme, applications to the central call, overview of the programmes, database for the partner search.",
            "Arbejdsprogram, ansøgninger til den centrale indkaldelse, overblik over programmerne, database til partnersøgning.",
        ),
        (
            "Report; short needs analysis (internal); table of the mobility programmes; final work programme with the members’ comments",
            "Referat; kort behovsanalyse (intern); tabel over mobilitetsprogrammerne; endeligt arbejdsprogram med medlemmernes kommentarer",
        ),
    ),
    (
        "meeting-2",
        InexactDate.days(date(2023, 6, 19), date(2023, 6, 20)),
        ("2nd network meeting, Berlin", "2. netværksmøde, Berlin"),
        (
            "Together with the kick-off of JUVENTUS; a project visit on the second day.",
            "Sammen med opstarten af JUVENTUS; projektbesøg på andendagen.",
        ),
        ("Report with actions and next steps", "Referat med opgaver og næste skridt"),
    ),
    (
        "website",
        InexactDate.season(date(2023, 7, 1)),
        ("Website and partner search", "Websted og partnersøgning"),
        (
            "New templates, general information and a support toolkit.",
            "Nye skabeloner, generelle oplysninger og en værktøjskasse.",
        ),
        ("The ALMA section is online and used", "ALMA-sektionen er online og i brug"),
    ),
    (
        "forum",
        InexactDate.open(
            "Start of the ALMA projects", start=date(2023, 8, 15), end=date(2023, 9, 30)
        ),
        ("Partner search forum is prepared", "Partnersøgningsforum forberedes"),
        (
            "For the projects of the central call.",
            "For projekterne under den centrale indkaldelse.",
        ),
        ("Detailed script of the event", "Detaljeret drejebog for arrangementet"),
    ),
    (
        "meeting-3",
        InexactDate.months(date(2023, 9, 1), date(2023, 10, 1)),
        ("3rd network meeting and forum", "3. netværksmøde og forum"),
        (
            "On site, place to be decided; linked to the European Year of Skills, with learning sessions for the projects.",
            "Med fremmøde, sted følger; knyttet til Det Europæiske År for Færdigheder, med læringssessioner for projekterne.",
        ),
        (
            "Summary report; the projects have found partners",
            "Sammenfattende referat; projekterne har fundet partnere",
        ),
    ),
    (
        "meeting-4",
        InexactDate.months(date(2023, 10, 1), date(2023, 11, 1)),
        ("4th network meeting, online", "4. netværksmøde, online"),
        (
            "The new website; news from programmes and work packages.",
            "Det nye websted; nyt fra programmer og arbejdspakker.",
        ),
        ("Report", "Referat"),
    ),
    (
        "stock-taking",
        InexactDate.month(2023, 12),
        ("Taking stock of 2023", "Status over 2023"),
        (
            "Review of activities and programme; the next work programme is prepared.",
            "Gennemgang af aktiviteter og program; det næste arbejdsprogram udarbejdes.",
        ),
        ("Work programme March – December 2024", "Arbejdsprogram marts – december 2024"),
    ),
    (
        "meeting-5",
        InexactDate.months(date(2024, 1, 1), date(2024, 2, 1)),
        ("5th network meeting, online", "5. netværksmøde, online"),
        (
            "Comments on the work programme 2024; perhaps an information session for a wider audience.",
            "Kommentarer til arbejdsprogrammet for 2024; måske et informationsmøde for en bredere kreds.",
        ),
        ("Report; final work programme 2024", "Referat; endeligt arbejdsprogram 2024"),
    ),
]
OPEN_LABEL = ("Start of the ALMA projects", "Når ALMA-projekterne begynder")


# slug → (title, summary, progress, organisation in the lead, people of the task force, paragraphs)
PACKAGES = {
    "online-map": (
        ("Online map of ALMA programmes", "Onlinekort over ALMA-programmer"),
        (
            "Every ALMA programme in Europe in one place, with key facts and links.",
            "Alle ALMA-programmer i Europa samlet ét sted med nøgletal og links.",
        ),
        Progress.UNDER_WAY,
        "network-secretariat",
        ["secretariat", "nina.kovac"],
        [
            (
                "Who wants to know where ALMA is running has to ask around today. The map shows each programme with its authority, its target group, its calls and a link to its own website. The authority in charge keeps its entry up to date; the secretariat looks at each change.",
                "Den, der vil vide, hvor ALMA er i gang, må i dag spørge sig frem. Kortet viser hvert program med myndighed, målgruppe, indkaldelser og et link til dets eget websted. Den ansvarlige myndighed holder sin post ajour; sekretariatet gennemgår hver ændring.",
            ),
            (
                "The map goes together with the new website on social innovation.",
                "Kortet hænger sammen med det nye websted om social innovation.",
            ),
        ],
    ),
    "simplified-costs": (
        ("Simplified cost options in practice", "Forenklede omkostningsmuligheder i praksis"),
        (
            "Using the EU-level unit costs for ALMA and explaining them to national auditors.",
            "Brug af EU’s enhedsomkostninger for ALMA og forklaring af dem over for nationale revisorer.",
        ),
        Progress.SUGGESTED,
        "ministerium-nordheim",
        ["steering"],
        [
            (
                "Most members will use simplified costs and must account for them at home. A delegated act gives amounts for ALMA at EU level. The work package collects how members apply it, what their auditors ask, and which answers have worked.",
                "De fleste medlemmer vil bruge forenklede omkostninger og skal gøre rede for dem på hjemmebane. En delegeret retsakt fastsætter beløb for ALMA på EU-niveau. Arbejdspakken samler erfaringer med, hvordan medlemmerne anvender den, hvad deres revisorer spørger om, og hvilke svar der har virket.",
            )
        ],
    ),
    "soft-outcomes": (
        ("Measuring soft outcomes", "Måling af bløde resultater"),
        (
            "Showing the distance that participants have travelled, not only where they arrived.",
            "At vise, hvor langt deltagerne er kommet, ikke kun hvor de ender.",
        ),
        Progress.SUGGESTED,
        "styrelsen-arbejde-uddannelse",
        [],
        [
            (
                "A young person who gets up in time, speaks for herself and copes abroad has changed, even before there is a job. Several tools measure such a distance travelled. The work package gathers those that have proved themselves and tries two of them in running programmes.",
                "En ung, der kommer op om morgenen, taler for sig selv og klarer sig i udlandet, har flyttet sig, også før der er et job. Flere redskaber kan måle en sådan udvikling. Arbejdspakken samler dem, der har vist deres værd, og prøver to af dem i igangværende programmer.",
            ),
            (
                "A study on programme-specific indicators in the ESF, published by the Commission in April 2022, is the starting point.",
                "Udgangspunktet er en undersøgelse af programspecifikke indikatorer i ESF, som Kommissionen offentliggjorde i april 2022.",
            ),
        ],
    ),
    "validation": (
        ("Validation of mobility programmes", "Validering af mobilitetsprogrammer"),
        (
            "Collecting results and drawing conclusions, without ranking anybody.",
            "At samle resultater og drage konklusioner uden at rangordne nogen.",
        ),
        Progress.SUGGESTED,
        "myndigheten-unga-i-arbete",
        ["authority", "expert"],
        [
            (
                "The concept looks at four things: what participants gain, which factors explain it, what changes for the partners at home, and what the network adds. It begins with the evaluations that exist and goes on with interviews of evaluators and partners.",
                "Konceptet ser på fire ting: hvad deltagerne får ud af det, hvilke faktorer der forklarer det, hvad der ændrer sig for partnerne hjemme, og hvad netværket tilfører. Det begynder med de evalueringer, der findes, og fortsætter med interviews af evaluatorer og partnere.",
            ),
            (
                "TLN Mobility has already begun to work on this idea.",
                "TLN Mobility er allerede begyndt at arbejde med denne idé.",
            ),
        ],
    ),
}
