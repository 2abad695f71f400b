"""What the demo's organisations offer: the texts, and how far each offer has come."""

from typing import Any, NamedTuple

from partnersearch.models import PartnerRole, State


class Step(NamedTuple):
    """A state that the offer reached so many days before the demo was loaded."""

    state: State
    days_ago: int
    reason: str = ""


class DemoOffer(NamedTuple):
    """`months` is the window, counted from the month of loading."""

    organisation: str
    text: dict[str, Any]
    months: tuple[int, int] | None
    steps: list[Step]
    open_for_days: int = 120
    change: dict[str, Any] | None = None


HOST, SEND, BOTH, OTHER = PartnerRole.HOST, PartnerRole.SEND, PartnerRole.BOTH, PartnerRole.OTHER


def published(days_ago: int) -> list[Step]:
    return [
        Step(State.DRAFT, days_ago + 9),
        Step(State.SUBMITTED, days_ago + 6),
        Step(State.PUBLISHED, days_ago),
    ]


OFFERS: dict[str, DemoOffer] = {
    "verkstaden-nord-open-workshop": DemoOffer(
        "verkstaden-nord",
        {
            "title": "Öppen verkstad för unga: cykel, trä och textil",
            "pitch": (
                "Vi tar emot en grupp på åtta till tio unga vuxna i vår verkstad vid älven. "
                "Varje deltagare väljer mellan cykelreparation, snickeri och textil och arbetar "
                "vid sidan av en handledare som har tid.\n\n"
                "Tre gånger i veckan är det svenska i köket: språket lärs medan maten lagas. "
                "Gruppen bor i ett vandrarhem fem minuter bort. Vi söker en organisation som "
                "förbereder gruppen hemma och skickar med en egen handledare."
            ),
            "language": "sv",
            "english_title": "Open workshop for young people: bicycles, wood and textiles",
            "english_summary": (
                "We host eight to ten young adults in our workshop by the river: bicycle repair, "
                "joinery or textiles, each with a mentor. Language lessons in the kitchen, beds in "
                "a hostel five minutes away. We look for a partner who prepares the group and "
                "sends a mentor along."
            ),
            "role": HOST,
            "country": "SE",
            "nuts": "SE33",
            "sectors": ["crafts", "wood", "textiles"],
            "target_groups": ["neet", "long_term_unemployed"],
            "languages": ["sv", "en"],
            "group_min": 8,
            "group_max": 10,
            "weeks_min": 8,
            "weeks_max": 12,
            "accommodation": "offered",
        },
        (3, 7),
        published(12),
        open_for_days=150,
    ),
    "norrsken-ungdom-winter": DemoOffer(
        "norrsken-ungdom",
        {
            "title": "Tio ungdomar från Norrbotten vill ut en termin",
            "pitch": "Utkast: vi vill skicka en grupp söderut nästa höst. Texten är inte klar än.",
            "language": "sv",
            "role": SEND,
            "country": "SE",
            "nuts": "SE33",
        },
        None,
        [Step(State.DRAFT, 3)],
    ),
    "verkstaden-nord-forest": DemoOffer(
        "verkstaden-nord",
        {
            "title": "Skog, stigar och vindskydd: praktik i naturvård",
            "pitch": (
                "Under sommarhalvåret rustar vi leder och vindskydd tillsammans med byarna. Vi har "
                "plats för sex personer som tål väder och gillar att se vad de har gjort när dagen "
                "är slut. Två handledare, egna skyddskläder, bastu."
            ),
            "language": "sv",
            "english_title": "Forest, trails and shelters: placements in nature conservation",
            "english_summary": (
                "Six places for people who like to be outdoors: we repair trails and shelters "
                "together with the villages. Two mentors, protective clothing, a sauna."
            ),
            "role": HOST,
            "country": "SE",
            "nuts": "SE33",
            "sectors": ["environment", "wood"],
            "target_groups": ["neet", "rural"],
            "languages": ["sv", "en", "fi"],
            "group_min": 4,
            "group_max": 6,
            "weeks_min": 8,
            "weeks_max": 10,
            "accommodation": "offered",
        },
        (5, 9),
        [Step(State.DRAFT, 6), Step(State.SUBMITTED, 2)],
        open_for_days=180,
    ),
    "havnevaerkstedet-harbour": DemoOffer(
        "havnevaerkstedet",
        {
            "title": "Praktik på havnen: både, motorer og et godt fællesskab",
            "pitch": (
                "Havneværkstedet i Østjylland renoverer træbåde og gamle motorer. Vi kan tage imod "
                "seks unge ad gangen og har en mentor for hver to deltagere. Om fredagen laver vi "
                "mad sammen og øver os i at fortælle om det, vi har lært.\n\n"
                "Vi leder efter en partner, der selv følger op på de unge bagefter."
            ),
            "language": "da",
            "english_title": "Placements at the harbour: boats, engines and good company",
            "english_summary": (
                "We restore wooden boats and old engines and take six young people at a time, with "
                "one mentor for every two. We look for a partner who goes on with them afterwards."
            ),
            "role": HOST,
            "country": "DK",
            "nuts": "DK04",
            "sectors": ["metal", "wood"],
            "target_groups": ["neet", "weak_school"],
            "languages": ["da", "en", "de"],
            "seeking_countries": ["DE", "PL", "LT"],
            "group_min": 4,
            "group_max": 6,
            "weeks_min": 9,
            "weeks_max": 13,
            "accommodation": "help",
        },
        (2, 6),
        published(30),
        open_for_days=100,
        change={"group_max": 8, "accommodation": "offered"},
    ),
    "werkhof-lindental-kitchen": DemoOffer(
        "werkhof-lindental",
        {
            "title": "Zwölf junge Erwachsene aus Sachsen suchen Küche, Garten und Meer",
            "pitch": (
                "Wir bereiten zwei Gruppen von je zwölf jungen Erwachsenen vier Wochen lang vor: "
                "Sprache, Küche, Selbstvertrauen. Für den Aufenthalt suchen wir einen Partner mit "
                "Plätzen in Gastronomie, Gartenbau oder Pflege. Zwei Betreuerinnen reisen mit.\n\n"
                "Danach begleiten wir alle sechs Monate lang in Arbeit oder Ausbildung."
            ),
            "language": "de",
            "english_title": "Twelve young adults from Saxony look for kitchens, gardens, the sea",
            "english_summary": (
                "We prepare two groups of twelve for four weeks and send two mentors along. We "
                "look for placements in gastronomy, gardening or care, and stay with everybody for "
                "six months afterwards."
            ),
            "role": SEND,
            "country": "DE",
            "nuts": "DED2",
            "sectors": ["hospitality", "agriculture", "care"],
            "target_groups": ["neet", "long_term_unemployed", "migration_background"],
            "languages": ["de", "en"],
            "seeking_countries": ["ES", "IT", "EL", "PT"],
            "group_min": 10,
            "group_max": 12,
            "weeks_min": 12,
            "weeks_max": 16,
            "accommodation": "needed",
            "call": "JUVENTUS, zweiter Aufruf",
        },
        (4, 8),
        published(5),
        open_for_days=90,
    ),
    "taller-alborada-coast": DemoOffer(
        "taller-alborada",
        {
            "title": "Cocina, mar y cuidado: estancias en la costa gallega",
            "pitch": (
                "Acogemos grupos de hasta diez personas en un pueblo marinero. Las prácticas se "
                "hacen en cocinas, en una lonja de pescado y en dos residencias de mayores. Cada "
                "participante tiene un tutor en la empresa y otro en nuestra casa.\n\n"
                "Ofrecemos clases de español por las tardes y un teléfono que alguien coge de "
                "noche."
            ),
            "language": "es",
            "english_title": "Kitchen, sea and care: placements on the Galician coast",
            "english_summary": (
                "Up to ten people in a fishing village: kitchens, a fish market and two homes for "
                "elderly people. A tutor at work and one at home, Spanish in the afternoon, a "
                "telephone that somebody answers at night."
            ),
            "role": HOST,
            "country": "ES",
            "nuts": "ES11",
            "sectors": ["hospitality", "care"],
            "target_groups": ["neet", "disabilities"],
            "languages": ["es", "pt", "en"],
            "group_max": 10,
            "weeks_min": 8,
            "weeks_max": 12,
            "accommodation": "offered",
        },
        (2, 10),
        published(20),
        open_for_days=200,
    ),
    "pracownia-horyzont-both": DemoOffer(
        "pracownia-horyzont",
        {
            "title": "Wymiana w obie strony: stolarnia i media w Małopolsce",
            "pitch": (
                "Prowadzimy pracownię stolarską i małe studio filmowe. Wysyłamy grupę ośmiu osób i "
                "w tym samym roku przyjmujemy grupę partnera. Obie strony poznają swoich mentorów "
                "wcześniej, na tygodniowej wizycie."
            ),
            "language": "pl",
            "english_title": "An exchange in both directions: joinery and media near Kraków",
            "english_summary": (
                "We run a joinery and a small film studio. We send a group of eight and receive "
                "the partner's group in the same year; the mentors meet beforehand for a week."
            ),
            "role": BOTH,
            "country": "PL",
            "nuts": "PL21",
            "sectors": ["wood", "culture", "it"],
            "target_groups": ["neet", "rural"],
            "languages": ["pl", "en", "de"],
            "group_min": 6,
            "group_max": 8,
            "weeks_min": 8,
            "weeks_max": 8,
            "accommodation": "help",
        },
        (3, 12),
        published(40),
        open_for_days=240,
    ),
    "ergastiri-elpida-olives": DemoOffer(
        "ergastiri-elpida",
        {
            "title": "Εργαστήρι γης και κουζίνας κοντά στη Θεσσαλονίκη",
            "pitch": (
                "Φιλοξενούμε ομάδες έως δώδεκα ατόμων σε αγρόκτημα και σε κοινωνική κουζίνα. "
                "Μαθαίνουμε μαζί πώς γίνεται το λάδι, το ψωμί και ένα καλό τραπέζι. Υπάρχει "
                "ψυχολόγος στην ομάδα μας και δωμάτια για δύο άτομα."
            ),
            "language": "el",
            "english_title": "Workshop of earth and kitchen near Thessaloniki",
            "english_summary": (
                "We host up to twelve people on a farm and in a community kitchen: oil, bread and "
                "a good table. A psychologist is part of the team; rooms are for two."
            ),
            "role": HOST,
            "country": "EL",
            "nuts": "EL52",
            "sectors": ["agriculture", "hospitality", "social"],
            "target_groups": ["neet", "minorities", "homeless"],
            "languages": ["el", "en"],
            "group_max": 12,
            "weeks_min": 8,
            "weeks_max": 16,
            "accommodation": "offered",
        },
        (1, 11),
        published(8),
        open_for_days=60,
    ),
    "agencia-emprego-vale-mentors": DemoOffer(
        "agencia-emprego-vale",
        {
            "title": "Formação comum para mentores antes da mobilidade",
            "pitch": (
                "Não enviamos nem acolhemos grupos este ano. Procuramos três organizações para "
                "preparar em conjunto os mentores: uma semana de trabalho, um manual curto em "
                "quatro línguas, e alguém a quem telefonar quando as coisas correm mal."
            ),
            "language": "pt",
            "english_title": "A common training for mentors before the stay abroad",
            "english_summary": (
                "This year we neither send nor host. We look for three organisations to train "
                "mentors together: one week, a short handbook in four languages, and somebody to "
                "call when things go wrong."
            ),
            "role": OTHER,
            "country": "PT",
            "nuts": "PT11",
            "sectors": ["social"],
            "target_groups": ["neet"],
            "languages": ["pt", "es", "en", "fr"],
        },
        (2, 4),
        published(15),
        open_for_days=75,
    ),
    "darbo-kelias-language": DemoOffer(
        "darbo-kelias",
        {
            "title": "Small groups in retail and logistics, with a quiet start",
            "pitch": (
                "Four places at a time, for people who need a quiet start: half days in the first "
                "two weeks, one colleague who explains, a room to withdraw to. We host in a "
                "furniture store and in the warehouse of a food bank. Weekly talk with the sending "
                "organisation by video."
            ),
            "language": "en",
            "role": HOST,
            "country": "LT",
            "nuts": "LT02",
            "sectors": ["retail", "logistics"],
            "target_groups": ["disabilities", "neet", "inactive"],
            "languages": ["lt", "en", "pl"],
            "group_min": 2,
            "group_max": 4,
            "weeks_min": 8,
            "weeks_max": 12,
            "accommodation": "help",
        },
        (1, 8),
        published(2),
        open_for_days=170,
    ),
    "casa-del-mestiere-paused": DemoOffer(
        "casa-del-mestiere",
        {
            "title": "Falegnameria e agricoltura in montagna",
            "pitch": (
                "Accogliamo gruppi da cinque a sette persone in una valle del Trentino: legno "
                "d'inverno, orto e alpeggio d'estate. La casa ha una cucina comune e una stufa "
                "che va accesa ogni mattina."
            ),
            "language": "it",
            "english_title": "Joinery and farming in the mountains",
            "english_summary": (
                "Five to seven people in a valley of Trentino: wood in winter, garden and alpine "
                "pasture in summer. The house has a common kitchen and a stove to be lit."
            ),
            "role": HOST,
            "country": "IT",
            "nuts": "ITH2",
            "sectors": ["wood", "agriculture"],
            "target_groups": ["neet"],
            "languages": ["it", "de", "en"],
            "group_min": 5,
            "group_max": 7,
            "weeks_min": 10,
            "weeks_max": 14,
            "accommodation": "offered",
        },
        (6, 10),
        [*published(50), Step(State.PAUSED, 10, "Four answers are waiting; we read them first.")],
        open_for_days=140,
    ),
    "ateliers-du-canal-returned": DemoOffer(
        "ateliers-du-canal",
        {
            "title": "Ateliers de couture et de vélo au bord du canal",
            "pitch": (
                "Nous accueillons des jeunes dans nos ateliers. Bonne ambiance, bonne cuisine, "
                "beaucoup de soleil."
            ),
            "language": "fr",
            "role": HOST,
            "country": "FR",
            "nuts": "FRJ2",
            "sectors": ["textiles", "crafts"],
            "languages": ["fr", "es"],
        },
        None,
        [
            Step(State.DRAFT, 14),
            Step(State.SUBMITTED, 11),
            Step(
                State.RETURNED,
                4,
                "A partner cannot decide on this yet: please add the size of the group, the months "
                "in which you have room, and who looks after the group in the evening.",
            ),
        ],
    ),
    "nuorten-polku-found": DemoOffer(
        "nuorten-polku",
        {
            "title": "Kahdeksan nuorta Pirkanmaalta etsii työpaikkoja hoivasta",
            "pitch": (
                "Lähetämme kahdeksan nuorta ja yhden ohjaajan. Etsimme paikkoja hoivakodeista ja "
                "päiväkodeista. Valmennus kestää kuusi viikkoa ja jatkuu kotiinpaluun jälkeen."
            ),
            "language": "fi",
            "english_title": "Eight young people from Tampere look for placements in care",
            "english_summary": "Eight young people and one mentor; six weeks of preparation.",
            "role": SEND,
            "country": "FI",
            "nuts": "FI19",
            "sectors": ["care", "childcare"],
            "target_groups": ["neet"],
            "languages": ["fi", "en", "sv"],
            "group_min": 8,
            "group_max": 8,
            "weeks_min": 8,
            "weeks_max": 10,
            "accommodation": "needed",
        },
        (1, 4),
        [*published(70), Step(State.PARTNER_FOUND, 6, "A workshop in Denmark takes the group.")],
        open_for_days=30,
    ),
    "dilna-pro-zivot-withdrawn": DemoOffer(
        "dilna-pro-zivot",
        {
            "title": "Truhlářská dílna přijme skupinu na podzim",
            "pitch": "Přijmeme šest lidí do truhlářské dílny. Ubytování máme na statku.",
            "language": "cs",
            "english_title": "A joinery hosts a group in autumn",
            "english_summary": "Six places in a joinery, beds on a farm.",
            "role": HOST,
            "country": "CZ",
            "nuts": "CZ06",
            "sectors": ["wood"],
            "target_groups": ["neet"],
            "languages": ["cs", "sk", "en"],
            "group_max": 6,
            "accommodation": "offered",
        },
        (5, 7),
        [*published(45), Step(State.WITHDRAWN, 9, "The farm is being renovated until next year.")],
    ),
    "zavod-nova-smer-expired": DemoOffer(
        "zavod-nova-smer",
        {
            "title": "Iščemo gostitelja za skupino mladih iz Ljubljane",
            "pitch": (
                "Pošiljamo skupino sedmih mladih z mentorico. Zanimajo jih kuhinja, vrt in "
                "delo z živalmi."
            ),
            "language": "sl",
            "english_title": "We look for a host for a group from Ljubljana",
            "english_summary": "Seven young people with a mentor: kitchen, garden, animals.",
            "role": SEND,
            "country": "SI",
            "nuts": "SI04",
            "sectors": ["hospitality", "agriculture"],
            "target_groups": ["neet"],
            "languages": ["sl", "en", "hr"],
            "group_min": 7,
            "group_max": 7,
            "accommodation": "needed",
        },
        (-6, -2),
        [*published(200), Step(State.EXPIRED, 20)],
        open_for_days=-21,
    ),
    "havnevaerkstedet-rejected": DemoOffer(
        "havnevaerkstedet",
        {
            "title": "Sommerhus til leje for grupper",
            "pitch": "Vi udlejer et sommerhus med plads til tolv personer.",
            "language": "da",
            "role": OTHER,
            "country": "DK",
            "nuts": "DK04",
            "sectors": ["hospitality"],
            "languages": ["da"],
        },
        None,
        [
            Step(State.DRAFT, 60),
            Step(State.SUBMITTED, 58),
            Step(
                State.REJECTED,
                55,
                "A house to let is no partnership. If you host groups in it, describe the "
                "placements and the mentors and send that as a new offer.",
            ),
        ],
    ),
    "verkstaden-nord-2023": DemoOffer(
        "verkstaden-nord",
        {
            "title": "Höstgrupp 2023: tio platser i trä och metall",
            "pitch": "Tio platser från september till november 2023, i trä och metall.",
            "language": "sv",
            "english_title": "Autumn group 2023: ten places in wood and metal",
            "english_summary": "Ten places from September to November 2023, in wood and metal.",
            "role": HOST,
            "country": "SE",
            "nuts": "SE33",
            "sectors": ["wood", "metal"],
            "target_groups": ["neet", "long_term_unemployed"],
            "languages": ["sv", "en"],
            "group_min": 8,
            "group_max": 10,
            "accommodation": "offered",
        },
        (-14, -12),
        [
            *published(500),
            Step(State.PARTNER_FOUND, 420, "Two groups came from Germany."),
            Step(State.ARCHIVED, 300),
        ],
        open_for_days=-380,
    ),
}
