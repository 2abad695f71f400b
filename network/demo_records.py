"""Facts about real programmes and projects, told in our own words, each with its source."""

from datetime import date
from decimal import Decimal
from typing import Any

from hub.dates import Precision
from hub.demo import DemoContext
from network.models import (
    AmountKind,
    MobilityProgramme,
    Organisation,
    PartnerRole,
    Project,
    ProjectAmount,
    ProjectPartner,
    ProjectSection,
    State,
    Status,
)

WORK_PROGRAMME = "ALMA network work programme, March 2023 – February 2024"

LEARNED_TOGETHER = (
    "Carried out since 2015 with the other places of the learning network TLN Mobility: young "
    "people prepare at home, work abroad under guidance and are supported after their return."
)

# Age and length of stay differ between places and years, so nothing is said about them here.
PROGRAMMES: dict[str, dict[str, Any]] = {
    "catalonia": {
        "name": "Movilidad transnacional de jóvenes, Cataluña",
        "english_name": "Transnational mobility for young people, Catalonia",
        "language": "es",
        "country": "ES",
        "region": "ES51",
        "summary": f"The programme of Catalonia. {LEARNED_TOGETHER}",
    },
    "czech-republic": {
        "name": "Mezinárodní mobilita mladých lidí, Česko",
        "english_name": "Transnational mobility for young people, Czech Republic",
        "language": "cs",
        "country": "CZ",
        "summary": f"The national programme of the Czech Republic. {LEARNED_TOGETHER}",
    },
    "galicia": {
        "name": "Movilidad transnacional de jóvenes, Galicia",
        "english_name": "Transnational mobility for young people, Galicia",
        "language": "es",
        "country": "ES",
        "region": "ES11",
        "summary": f"The programme of Galicia. {LEARNED_TOGETHER}",
    },
    "germany": {
        "name": "Transnationale Mobilität junger Menschen, Deutschland",
        "english_name": "Transnational mobility for young people, Germany",
        "language": "de",
        "country": "DE",
        "since_year": 2008,
        "summary": (
            "Where the approach began: the programme IdA of 2008 was the model for the others. "
            "JUVENTUS, its successor under the European Social Fund Plus, opens in 2023. "
            "Preparation at home, guided work in another country and support after the return."
        ),
    },
    "poland": {
        "name": "Ponadnarodowa mobilność młodych, Polska",
        "english_name": "Transnational mobility for young people, Poland",
        "language": "pl",
        "country": "PL",
        "summary": f"The national programme of Poland. {LEARNED_TOGETHER}",
    },
    "slovenia": {
        "name": "Transnacionalna mobilnost mladih, Slovenija",
        "english_name": "Transnational mobility for young people, Slovenia",
        "language": "sl",
        "country": "SI",
        "summary": f"The national programme of Slovenia. {LEARNED_TOGETHER}",
    },
    "sweden": {
        "name": "Transnationell rörlighet för unga, Sverige",
        "english_name": "Transnational mobility for young people, Sweden",
        "language": "sv",
        "country": "SE",
        "summary": f"The national programme of Sweden. {LEARNED_TOGETHER}",
    },
    "trento": {
        "name": "Mobilità transnazionale dei giovani, Trento",
        "english_name": "Transnational mobility for young people, Trento",
        "language": "it",
        "country": "IT",
        "region": "ITH2",
        "summary": f"The programme of the Autonomous Province of Trento. {LEARNED_TOGETHER}",
    },
}

PROJECTS: dict[str, dict[str, Any]] = {
    "job-action-plan-europe": {
        "title": "Job Action Plan Europe",
        "english_title": "Job Action Plan Europe",
        "language": "sv",
        "country": "SE",
        "region": "SE31",
        "fund": "ESF",
        "programme": "Programområde 2, Ökat arbetskraftsutbud",
        "theme": "Arbete utomlands för långtidsarbetslösa",
        "starts_on": date(2011, 11, 1),
        "ends_on": date(2014, 9, 30),
        "summary": (
            "Långtidsarbetslösa i Örebro och Värmland fick coachning, språk och kontakter för att "
            "söka arbete eller praktik i ett annat europeiskt land. Varje grupp var med i tre "
            "månader."
        ),
        "english_summary": (
            "People in central Sweden who had been out of work for long were coached, alone and in "
            "a group, to look for a job or a placement in another European country. Each group of "
            "about 22 took part for three months. At least half of the women and half of the men "
            "were to be in work, training or a placement afterwards."
        ),
        "source_name": "Projektbanken, Svenska ESF-rådet",
        "sections": [
            (
                "Bakgrund",
                "Arbetslösheten i de två länen låg våren 2011 över snittet för landet. Möten om "
                "arbete utomlands fanns redan, men räckte inte för den som behövde mer hjälp. Ett "
                "mindre försök hade visat att täta möten, i grupp och en och en, gav resultat.",
            ),
            (
                "Arbetssätt",
                "Först prövades metoden med en grupp på 15 personer. Sedan följde grupper på 22, "
                "med rekryteringsträffar, övade anställningsintervjuer och föreläsningar. "
                "Arton platser för praktik i andra länder var målet för hela tiden.",
            ),
            (
                "Tillgänglighet och jämställdhet",
                "Lokalerna låg i markplan och hjälpmedel fanns att få. Resultaten redovisades för "
                "kvinnor och män var för sig, eftersom männen hade varit många fler i försöket.",
            ),
            (
                "Samarbete över gränserna",
                "Åland, Danmark och Norge låg närmast till hands, med fler länder att pröva efter "
                "hand. Kontakterna gick genom arbetsförmedlingar, Eures och arbetsgivare.",
            ),
        ],
        "amounts": [
            (AmountKind.TOTAL, "7821459", "SEK"),
            (AmountKind.EU_GRANTED, "3910526", "SEK"),
        ],
        "partners": [
            ("Arbetsförmedlingen Örebro", PartnerRole.LEAD, "SE", "sv"),
            ("Arbetsförmedlingen Hallsberg", PartnerRole.COFINANCIER, "SE", "sv"),
            ("Arbetsförmedlingen Karlskoga", PartnerRole.COFINANCIER, "SE", "sv"),
            ("Arbetsförmedlingen Kristinehamn", PartnerRole.COFINANCIER, "SE", "sv"),
            ("Arbetsförmedlingen Lindesberg", PartnerRole.COFINANCIER, "SE", "sv"),
            ("Folkuniversitetet", PartnerRole.COOPERATION, "SE", "sv"),
            ("Försäkringskassan i Örebro", PartnerRole.COOPERATION, "SE", "sv"),
            ("Skatteverket Örebro", PartnerRole.COOPERATION, "SE", "sv"),
            ("Statistiska centralbyrån", PartnerRole.COOPERATION, "SE", "sv"),
            ("Vuxenutbildning och Arbetsmarknad", PartnerRole.COOPERATION, "SE", "sv"),
        ],
    },
    "neo": {
        "title": "NEO – NGO, Erhvervsliv og det Offentliga",
        "english_title": "NEO: civil society, business and the public sector",
        "acronym": "NEO",
        "language": "da",
        "country": "DK",
        "fund": "INTERREG",
        "programme": "Interreg, svensk-dansk samarbejde",
        "theme": "Unge og beskæftigelse",
        "starts_on": date(2012, 9, 3),
        "ends_on": date(2014, 12, 31),
        "website": "http://neo-web.eu",
        "website_works": False,
        "summary": (
            "Foreninger, virksomheder og jobcentre på begge sider af Øresund udviklede en model, "
            "hvor unge uden arbejde selv tager ansvar for vejen til et job."
        ),
        "english_summary": (
            "Charities, companies and job centres on both sides of the Øresund built a model in "
            "which unemployed young people share the responsibility for finding work. Region Skåne "
            "and the municipality of Gladsaxe went on to use it."
        ),
        "source_name": "Interreg, projektbeskrivelse af NEO",
        "sections": [
            (
                "Modellen",
                "Forløbet begynder med det, den unge kan og har brug for, og ændres undervejs. "
                "Foreningen holder trådene og bygger bro; virksomheden og kommunen spiller med.",
            ),
            (
                "Hvad blev anderledes",
                "Kommunens medarbejdere så, at en virksomhed kan være et bedre sted at lære end et "
                "offentligt tilbud. Projektet samlede sine erfaringer i en bog.",
            ),
        ],
        "amounts": [
            (AmountKind.TOTAL, "868744", "EUR"),
            (AmountKind.EU_PAID, "434372", "EUR"),
        ],
        "partners": [
            ("Askovfonden", PartnerRole.LEAD, "DK", "da"),
            ("Region Skåne", PartnerRole.PARTNER, "SE", "sv"),
            ("Trelleborgs kommun", PartnerRole.PARTNER, "SE", "sv"),
            ("Kommunförbundet Skåne", PartnerRole.PARTNER, "SE", "sv"),
            ("Föreningen Furuboda", PartnerRole.PARTNER, "SE", "sv"),
            ("Arbetsförmedlingen", PartnerRole.PARTNER, "SE", "sv"),
            ("ABF Mitt Skåne", PartnerRole.PARTNER, "SE", "sv"),
            ("Huset Venture", PartnerRole.PARTNER, "DK", "da"),
            ("Vinsa – VirksomhedsNetværk for Socialt Ansvar", PartnerRole.PARTNER, "DK", "da"),
            ("CABI", PartnerRole.PARTNER, "DK", "da"),
            ("Københavns Kommune", PartnerRole.PARTNER, "DK", "da"),
        ],
    },
}


# Invented, like the organisation that proposes it: what waits for the secretariat.
PROPOSED: dict[str, dict[str, Any]] = {
    "bron-till-jobb": {
        "title": "Bron till jobb",
        "english_title": "The bridge to a job",
        "language": "sv",
        "country": "SE",
        "region": "SE33",
        "fund": "ESF+",
        "theme": "Unga utan arbete eller studier",
        "starts_on": date(2023, 9, 1),
        "ends_on": date(2024, 8, 31),
        "date_precision": Precision.MONTHS,
        "status": Status.RUNNING,
        "summary": (
            "Tre grupper med tolv unga från Norrbotten förbereder sig i verkstad och "
            "ungdomsgård, arbetar tre månader utomlands och får stöd efter hemkomsten."
        ),
        "english_summary": (
            "Three groups of twelve young people from the far north prepare in a workshop and a "
            "youth club, work abroad for three months and are supported after their return."
        ),
        "sections": [],
        "amounts": [
            (AmountKind.TOTAL, "240000", "EUR"),
            (AmountKind.EU_GRANTED, "228000", "EUR"),
        ],
        "partners": [
            ("Norrsken Ungdom", PartnerRole.LEAD, "SE", "sv"),
            ("Verkstaden Nord", PartnerRole.PARTNER, "SE", "sv"),
        ],
    }
}
PROPOSED_BY = "norrsken-ungdom"


def load(context: DemoContext) -> None:
    for slug, facts in PROGRAMMES.items():
        fixed = {"since_year": 2015, "source_name": WORK_PROGRAMME, "state": State.PUBLISHED}
        MobilityProgramme.objects.get_or_create(slug=slug, defaults=fixed | facts)
    context.say(f"{len(PROGRAMMES)} mobility programmes")
    for slug, facts in PROJECTS.items():
        if not Project.objects.filter(slug=slug).exists():
            _project(
                slug,
                facts | {"status": Status.CLOSED, "date_precision": Precision.DAYS},
                State.PUBLISHED,
            )
    for slug, facts in PROPOSED.items():
        if not Project.objects.filter(slug=slug).exists():
            proposer = Organisation.objects.get(slug=PROPOSED_BY)
            _project(slug, facts | {"organisation": proposer}, State.PROPOSED)
    context.say(f"{len(PROJECTS)} project records, {len(PROPOSED)} proposed")


def _project(slug: str, facts: dict[str, Any], state: State) -> None:
    sections, amounts, partners = (facts.pop(name) for name in ("sections", "amounts", "partners"))
    project = Project.objects.create(slug=slug, state=state, **facts)
    for order, (heading, text) in enumerate(sections):
        ProjectSection.objects.create(project=project, sort_order=order, heading=heading, text=text)
    for kind, amount, currency in amounts:
        ProjectAmount.objects.create(
            project=project, kind=kind, amount=Decimal(amount), currency=currency
        )
    for order, (name, role, country, language) in enumerate(partners):
        ProjectPartner.objects.create(
            project=project,
            sort_order=order,
            name=name,
            role=role,
            country=country,
            language=language,
        )
