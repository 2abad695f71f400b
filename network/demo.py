"""The demo's cast: invented people in invented organisations, and the records of demo_records.py."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress

from hub.demo import LOGINS, DemoContext
from network import actions, demo_records
from network.history import acting
from network.models import Audience, Circle, Function, Organisation, OrganisationKind, Seat, User

JOINED = date(2023, 2, 1)
CONFIRMED = datetime(2023, 2, 1, 9, 0, tzinfo=UTC)


class Body(NamedTuple):
    """An organisation of the demo."""

    name: str
    country: str
    language: str
    kind: OrganisationKind
    circle: Circle | str
    region: str = ""
    is_authority: bool = False
    latin_name: str = ""


class Person(NamedTuple):
    """Somebody of the demo, with an organisation and a function in it."""

    first_name: str
    last_name: str
    organisation: str
    function: Function = Function.MEMBER
    language: str = "en"
    time_zone: str = "Europe/Brussels"


PUBLIC = OrganisationKind.PUBLIC_BODY
NGO = OrganisationKind.NGO
EDUCATION = OrganisationKind.EDUCATION
MUNICIPALITY = OrganisationKind.MUNICIPALITY
COMPANY = OrganisationKind.COMPANY
YOUTH = OrganisationKind.YOUTH

ORGANISATIONS = {
    "network-secretariat": Body("ALMA Network Secretariat", "LT", "en", PUBLIC, ""),
    "ministerium-nordheim": Body(
        "Ministerium für Arbeit Nordheim", "DE", "de", PUBLIC, Circle.CORE
    ),
    "styrelsen-arbejde-uddannelse": Body(
        "Styrelsen for Arbejde og Uddannelse", "DK", "da", PUBLIC, Circle.CORE
    ),
    "myndigheten-unga-i-arbete": Body(
        "Myndigheten för Unga i Arbete", "SE", "sv", PUBLIC, Circle.CORE, is_authority=True
    ),
    "agencia-emprego-vale": Body(
        "Agência Regional do Emprego do Vale", "PT", "pt", PUBLIC, Circle.EXTENDED, "PT11"
    ),
    "verkstaden-nord": Body("Verkstaden Nord", "SE", "sv", NGO, Circle.PROJECTS, "SE33"),
    "norrsken-ungdom": Body("Norrsken Ungdom", "SE", "sv", YOUTH, Circle.PROJECTS, "SE33"),
    "lindqvist-learning": Body("Lindqvist Learning", "SE", "en", COMPANY, ""),
    "toft-oversaettelse": Body("Toft Oversættelse", "DK", "da", COMPANY, ""),
    "cabinet-rouviere": Body("Cabinet Rouvière", "FR", "fr", COMPANY, ""),
    "zalewski-hosting": Body("Zalewski Hosting", "PL", "pl", COMPANY, ""),
    "casa-del-mestiere": Body("Casa del Mestiere", "IT", "it", NGO, Circle.PROJECTS, "ITH2"),
    "taller-alborada": Body("Taller Alborada", "ES", "es", NGO, Circle.PROJECTS, "ES11"),
    "werkhof-lindental": Body("Werkhof Lindental", "DE", "de", NGO, Circle.PROJECTS, "DED2"),
    "pracownia-horyzont": Body(
        "Pracownia Horyzont", "PL", "pl", EDUCATION, Circle.PROJECTS, "PL21"
    ),
    "dilna-pro-zivot": Body("Dílna pro život", "CZ", "cs", NGO, Circle.PROJECTS, "CZ06"),
    "ergastiri-elpida": Body(
        "Εργαστήρι Ελπίδα", "EL", "el", NGO, Circle.PROJECTS, "EL52", latin_name="Ergastiri Elpida"
    ),
    "havnevaerkstedet": Body("Havneværkstedet", "DK", "da", COMPANY, Circle.PROJECTS, "DK04"),
    "ateliers-du-canal": Body("Ateliers du Canal", "FR", "fr", NGO, Circle.PROJECTS, "FRJ2"),
    "nuorten-polku": Body("Nuorten Polku", "FI", "fi", MUNICIPALITY, Circle.PROJECTS, "FI19"),
    "zavod-nova-smer": Body("Zavod Nova smer", "SI", "sl", NGO, Circle.PROJECTS, "SI04"),
    "darbo-kelias": Body("Darbo kelias", "LT", "lt", EDUCATION, Circle.EXTENDED, "LT02"),
    "regionalna-sluzba-drava": Body(
        "Regionalna služba Drava", "SI", "sl", PUBLIC, Circle.CORE, "SI03"
    ),
}

# By the part of the address before @alma.example; those of hub.demo.LOGINS can log in.
PEOPLE = {
    "secretariat": Person(
        "Ieva",
        "Kazlauskaitė",
        "network-secretariat",
        Function.SECRETARIAT,
        time_zone="Europe/Vilnius",
    ),
    "admin": Person("Piotr", "Zalewski", "zalewski-hosting", Function.ADMINISTRATOR),
    "expert": Person("Marta", "Lindqvist", "lindqvist-learning", Function.EXPERT),
    "steering": Person("Jonas", "Weidner", "ministerium-nordheim", Function.STEERING_GROUP),
    "member": Person("Sofie", "Damgaard", "styrelsen-arbejde-uddannelse", language="da"),
    "extended": Person("Tomé", "Valente", "agencia-emprego-vale", time_zone="Europe/Lisbon"),
    "operator": Person("Elin", "Forsberg", "verkstaden-nord"),
    "authority": Person("Karin", "Ekdahl", "myndigheten-unga-i-arbete"),
    "translator": Person(
        "Mikkel", "Toft", "toft-oversaettelse", Function.TRANSLATOR, language="da"
    ),
    "auditor": Person("Agnès", "Rouvière", "cabinet-rouviere", Function.AUDITOR),
    "giulia.ferrante": Person("Giulia", "Ferrante", "casa-del-mestiere"),
    "brais.otero": Person("Brais", "Otero", "taller-alborada"),
    "hanne.brucker": Person("Hanne", "Brucker", "werkhof-lindental"),
    "zofia.wrona": Person("Zofia", "Wrona", "pracownia-horyzont"),
    "radek.husak": Person("Radek", "Husák", "dilna-pro-zivot"),
    "eleni.vasila": Person("Eleni", "Vasila", "ergastiri-elpida", time_zone="Europe/Athens"),
    "asger.bundgaard": Person("Asger", "Bundgaard", "havnevaerkstedet", language="da"),
    "lucie.marchal": Person("Lucie", "Marchal", "ateliers-du-canal"),
    "aino.lehtola": Person("Aino", "Lehtola", "nuorten-polku", time_zone="Europe/Helsinki"),
    "matej.hribar": Person("Matej", "Hribar", "zavod-nova-smer"),
    "rasa.petkute": Person("Rasa", "Petkutė", "darbo-kelias", time_zone="Europe/Vilnius"),
    "nina.kovac": Person("Nina", "Kovač", "regionalna-sluzba-drava"),
}

# What some of them say about themselves; all others show their name and organisation only.
PROFILES: dict[str, dict[str, Any]] = {
    "secretariat": {
        "post": "Network coordinator",
        "spoken_languages": ["lt", "en", "pl"],
        "biography": "I keep the calendar, the minutes and the peace. Write to me when you do not "
        "know whom to ask.",
        "name_shown_to": Audience.EVERYBODY,
        "post_shown_to": Audience.EVERYBODY,
        "email_shown_to": Audience.EVERYBODY,
        "languages_shown_to": Audience.EVERYBODY,
        "biography_shown_to": Audience.MEMBERS,
    },
    "member": {
        "post": "Specialkonsulent",
        "phone": "+45 33 00 00 00",
        "spoken_languages": ["da", "en", "sv"],
        "biography": "Arbejder med unge uden job eller uddannelse og med ophold i udlandet.",
        "written_in": "da",
        "post_shown_to": Audience.MEMBERS,
        "email_shown_to": Audience.MEMBERS,
        "languages_shown_to": Audience.MEMBERS,
        "biography_shown_to": Audience.MEMBERS,
    },
    "steering": {
        "post": "Referatsleiter",
        "spoken_languages": ["de", "en"],
        "written_in": "de",
        "post_shown_to": Audience.MEMBERS,
        "phone": "+49 351 000 000",
        "phone_shown_to": Audience.MEMBERS,
        "languages_shown_to": Audience.MEMBERS,
    },
    "expert": {
        "post": "Thematic expert",
        "spoken_languages": ["sv", "en", "fr"],
        "biography": "Twenty years of sending young people abroad and of asking what became of "
        "them afterwards.",
        "name_shown_to": Audience.EVERYBODY,
        "post_shown_to": Audience.EVERYBODY,
        "languages_shown_to": Audience.MEMBERS,
        "biography_shown_to": Audience.EVERYBODY,
    },
    "nina.kovac": {
        "post": "Programme manager",
        "spoken_languages": ["sl", "hr", "en"],
        "post_shown_to": Audience.MEMBERS,
        "email_shown_to": Audience.MEMBERS,
        "languages_shown_to": Audience.MEMBERS,
    },
}

# Has asked for a seat, which nobody has confirmed yet.
WAITING = {"lea.sommerfeld": Person("Lea", "Sommerfeld", "ministerium-nordheim")}

# A second seat, so that the person chooses for whom to act.
SECOND_SEATS = {"operator": "norrsken-ungdom"}


def load(context: DemoContext) -> None:
    """Everything by its own key: what is there is left as it is."""
    with acting(by=None, reason="demo content"):
        bodies = {slug: _organisation(slug, body) for slug, body in ORGANISATIONS.items()}
        context.say(f"{len(bodies)} organisations")
        people = {name: _account(name, person, context) for name, person in PEOPLE.items()}
        for name, person in PEOPLE.items():
            # Nobody confirms themselves: the administrator let the secretariat in.
            by = people["admin" if name == "secretariat" else "secretariat"]
            _seat(people[name], bodies[person.organisation], person.function, by)
            if second := SECOND_SEATS.get(name):
                _seat(people[name], bodies[second], Function.MEMBER, by)
        for name, person in WAITING.items():
            Seat.objects.get_or_create(
                person=_account(name, person, context),
                organisation=bodies[person.organisation],
                defaults={"since": JOINED},
            )
        context.say(f"{len(people)} people with their seats, {len(WAITING)} who waits for one")
        demo_records.load(context)


def _organisation(slug: str, body: Body) -> Organisation:
    fields = body._asdict() | {"website": f"https://{slug}.example"}
    return Organisation.objects.get_or_create(slug=slug, defaults=fields)[0]


def _account(name: str, person: Person, context: DemoContext) -> User:
    email = f"{name}@alma.example"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(
            email,
            first_name=person.first_name,
            last_name=person.last_name,
            language=person.language,
            time_zone=person.time_zone,
            **PROFILES.get(name, {}),
        )
        actions.note_public_profile(by=user)
    if email in LOGINS:
        context.give_password(user)
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user


def _seat(person: User, organisation: Organisation, function: Function, by: User) -> None:
    _seat, is_new = Seat.objects.get_or_create(
        person=person,
        organisation=organisation,
        function=function,
        defaults={"since": JOINED, "confirmed_at": CONFIRMED, "confirmed_by": by},
    )
    if is_new:
        actions.derive_groups(person=person)
