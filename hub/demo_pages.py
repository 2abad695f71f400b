"""The network's public pages for the demo: what ALMA is, a piece of news; in English and Danish.

Facts: the Commission's public page about ALMA, the network's work programme of 2023, and a
notice of the Danish leaders' alliance. The wording is our own.
"""

from datetime import date
from typing import Any

from wagtail.models import Locale, Page

from hub.demo import DemoContext
from hub.models import ContentPage, HomePage, NewsIndexPage, NewsPage
from hub.translations import Draft, publish_with_translations


def load(context: DemoContext) -> None:
    """Write the pages that are not there yet."""
    languages = set(Locale.objects.values_list("language_code", flat=True))
    for write in (home, about_alma, danish_alliance):
        if write(languages):
            context.say(write.__doc__ or write.__name__)


def home(languages: set[str]) -> bool:
    """The front page"""
    page = HomePage.objects.get(locale__language_code="en")
    if page.lede:
        return False
    draft = Draft()
    page.title = draft.say(
        (
            "Young people go abroad, and come home with a future",
            "Unge rejser ud og kommer hjem med en fremtid",
        )
    )
    page.summary = draft.say(
        (
            "European network of managing authorities and projects",
            "Europæisk netværk af forvaltningsmyndigheder og projekter",
        )
    )
    page.search_description = draft.say(
        (
            "The ALMA network brings together the authorities and projects that send disadvantaged "
            "young people abroad for a supervised stay and help them into work.",
            "ALMA-netværket samler de myndigheder og projekter, der sender udsatte unge på et "
            "superviseret ophold i udlandet og hjælper dem i arbejde.",
        )
    )
    page.lede = draft.say(
        (
            "ALMA gives disadvantaged young people a supervised stay of two to six months in "
            "another Member State, with coaching before and after. Here the people who run it "
            "plan, meet and find partners.",
            "ALMA giver udsatte unge et superviseret ophold på to til seks måneder i et andet "
            "EU-land med vejledning både før og efter. Her planlægger de, der står bag, deres "
            "arbejde, mødes og finder partnere.",
        )
    )
    publish_with_translations(page, draft, into=languages - {"en"})
    return True


def about_alma(languages: set[str]) -> bool:
    """What ALMA is"""
    parent = HomePage.objects.get(locale__language_code="en")
    if _exists(parent, "about-alma"):
        return False
    draft = Draft()
    page = ContentPage(
        title=draft.say(("What is ALMA?", "Hvad er ALMA?")),
        slug="about-alma",
        summary=draft.say(
            (
                "Aim, Learn, Master, Achieve: a way into work or education for young people whom "
                "other programmes for going abroad do not reach.",
                "Aim, Learn, Master, Achieve: en vej til job eller uddannelse for unge, som andre "
                "programmer for udlandsophold ikke når.",
            )
        ),
        show_in_menus=True,
        body=_about_body(draft),
    )
    parent.add_child(instance=page)
    publish_with_translations(page, draft, into=languages - {"en"})
    return True


def _about_body(draft: Draft) -> list[tuple[str, Any]]:
    return [
        draft.text(
            (
                "<p>Many young people in Europe are neither in work nor in education or training. "
                "For those with the longest way to go, a few months in another country can change "
                "the direction: new skills, new people, and the experience of managing. ALMA "
                "makes such a stay possible for them. The name stands for <b>Aim, Learn, Master, "
                "Achieve</b>.</p>"
                "<p>The Member States and their regions run ALMA with money of the European Social "
                "Fund Plus (ESF+); the European Commission supports them. The idea was first tried "
                "in Germany in 2008, taken up by a learning network of other countries from 2013, "
                "and has been carried out in eight countries and regions since 2015.</p>",
                "<p>Mange unge i Europa er hverken i arbejde eller i gang med en uddannelse. For "
                "dem, der har længst vej igen, kan nogle måneder i et andet land ændre retningen: "
                "nye færdigheder, nye bekendtskaber og oplevelsen af at kunne klare sig. ALMA gør "
                "et sådant ophold muligt for dem. Navnet står for <b>Aim, Learn, Master, "
                "Achieve</b>.</p>"
                "<p>Medlemslandene og deres regioner gennemfører ALMA med midler fra Den "
                "Europæiske Socialfond Plus (ESF+), og Europa-Kommissionen støtter dem. Idéen blev "
                "først afprøvet i Tyskland i 2008. Fra 2013 blev den taget op af et læringsnetværk "
                "af andre lande, og siden 2015 er den gennemført i otte lande og regioner.</p>",
            )
        ),
        draft.text(("<h2>Three phases</h2>", "<h2>Tre faser</h2>")),
        draft.titled(
            "steps",
            (
                ("Preparation at home", "Forberedelse hjemme"),
                (
                    "<p>Participants get intensive training and coaching that is made for them, so "
                    "that they are ready to leave.</p>",
                    "<p>Deltagerne får intensiv undervisning og vejledning, som er tilpasset dem, "
                    "så de er klar til at rejse.</p>",
                ),
            ),
            (
                ("Two to six months abroad", "To til seks måneder i udlandet"),
                (
                    "<p>They live in another Member State, work in a company or organisation, and "
                    "have mentors who look after them.</p>",
                    "<p>De bor i et andet EU-land, arbejder i en virksomhed eller organisation og "
                    "har mentorer, som tager sig af dem.</p>",
                ),
            ),
            (
                ("Follow-up after the return", "Opfølgning efter hjemkomsten"),
                (
                    "<p>Back home, guidance goes on until what was learned leads to a job or to "
                    "further education.</p>",
                    "<p>Hjemme fortsætter vejledningen, indtil det lærte fører til et job eller "
                    "videre uddannelse.</p>",
                ),
            ),
        ),
        draft.text(
            (
                "<h2>Who it is for</h2>"
                "<p>Young adults who find it hard to get into work or education for reasons of "
                "their own or of their surroundings:</p>"
                "<ul><li>they have looked for work for a long time;</li>"
                "<li>school went badly, or they have no vocational skills yet;</li>"
                "<li>they or their parents have come from another country;</li>"
                "<li>they live with a disability.</li></ul>",
                "<h2>Hvem det er for</h2>"
                "<p>Unge voksne, som har svært ved at komme i arbejde eller uddannelse af grunde, "
                "der ligger hos dem selv eller i deres omgivelser:</p>"
                "<ul><li>de har søgt arbejde længe;</li>"
                "<li>skolen gik dårligt, eller de har endnu ingen faglige kompetencer;</li>"
                "<li>de selv eller deres forældre kommer fra et andet land;</li>"
                "<li>de lever med et handicap.</li></ul>",
            )
        ),
        draft.call_out(
            "information",
            ("The age differs", "Alderen varierer"),
            (
                "<p>Most programmes are open from 18 to 29 or 30 years; a country may begin at 15. "
                "Each programme's page on the map says what applies there.</p>",
                "<p>De fleste programmer er åbne for unge fra 18 til 29 eller 30 år; et land kan "
                "vælge at begynde ved 15 år. På kortet står der, hvad der gælder for hvert "
                "program.</p>",
            ),
        ),
        draft.titled(
            "accordion",
            (
                ("Which costs are covered?", "Hvilke udgifter dækkes?"),
                (
                    "<p>ESF+ contributes to travel, insurance, social security, food and lodging, "
                    "and to coaching before, during and after the stay.</p>",
                    "<p>ESF+ bidrager til rejse, forsikring, social sikring, kost og logi samt til "
                    "vejledning før, under og efter opholdet.</p>",
                ),
            ),
            (
                ("How does it differ from Erasmus+?", "Hvordan adskiller det sig fra Erasmus+?"),
                (
                    "<p>ALMA reaches young people whom Erasmus+ and the European Solidarity Corps "
                    "do not reach, because they need much closer support. It stands beside those "
                    "programmes, not in their place.</p>",
                    "<p>ALMA når unge, som Erasmus+ og Det Europæiske Solidaritetskorps ikke når, "
                    "fordi de har brug for langt tættere støtte. ALMA supplerer de programmer og "
                    "erstatter dem ikke.</p>",
                ),
            ),
            (
                ("How do I take part?", "Hvordan deltager jeg?"),
                (
                    "<p>Participants are found through the ESF+ programme of their own country or "
                    "region. The map shows where ALMA is on offer and whom to ask.</p>",
                    "<p>Deltagerne findes gennem ESF+-programmet i deres eget land eller deres "
                    "region. Kortet viser, hvor ALMA tilbydes, og hvem man kan spørge.</p>",
                ),
            ),
        ),
        draft.quotation(
            (
                "Collect results and draw conclusions; do not rank programmes.",
                "Saml resultater, og drag konklusioner; lav ikke ranglister over programmer.",
            ),
            (
                "How the network means to learn from its programmes",
                "Sådan vil netværket lære af sine programmer",
            ),
        ),
    ]


def danish_alliance(languages: set[str]) -> bool:
    """News about the Danish leaders' alliance"""
    if "da" not in languages:
        return False
    parent = NewsIndexPage.objects.get(locale__language_code="da")
    if _exists(parent, "lederalliancen"):
        return False
    draft = Draft(other="en")
    page = NewsPage(
        title=draft.say(
            (
                "Lederalliancen: over 60 unge er matchet med en virksomhed",
                "Danish leaders' alliance: more than 60 young people matched with a company",
            )
        ),
        slug="lederalliancen",
        published_on=date(2024, 1, 18),
        summary=draft.say(
            (
                "Godt et år efter starten er alliancen mere end halvvejs mod målet om 100 match "
                "ved udgangen af 2024.",
                "A good year after its start the alliance is more than half-way to its goal of 100 "
                "matches by the end of 2024.",
            )
        ),
        source_name=draft.say(("Lederne", "Lederne")),
        body=[
            draft.text(
                (
                    "<p>Omkring 43.000 unge mellem 15 og 24 år i Danmark er uden både arbejde og "
                    "uddannelse. En rapport fra Beskæftigelsesministeriet viser, at de er meget "
                    "forskellige, og at de derfor har brug for forskellig hjælp.</p>"
                    "<p>Netop det er tanken bag Lederalliancen, som Lederne, Dansk Industri og "
                    "videnshuset Cabi har skabt med støtte fra Tuborgfondet. Hver ung matches "
                    "enkeltvis med en leder, der åbner døren til sin virksomhed. Tilbuddet findes "
                    "i hele landet og bygger bro til kommunernes ungeindsats uden at erstatte "
                    "den.</p>"
                    "<p>Partnerne arbejder nu for at gøre alliancen permanent.</p>",
                    "<p>Around 43,000 people between 15 and 24 years of age in Denmark have "
                    "neither work nor a place in education. A report by the Danish Ministry of "
                    "Employment shows how different they are, and that they need different help "
                    "therefore.</p>"
                    "<p>That is the very idea of the leaders' alliance (Lederalliancen), which the "
                    "managers' association Lederne, the Confederation of Danish Industry and the "
                    "knowledge centre Cabi have set up with support from the Tuborg Foundation. "
                    "Each young person is matched one by one with a manager who opens the door to "
                    "a company. It is on offer all over the country and builds a bridge to what "
                    "the municipalities do for young people, without replacing it.</p>"
                    "<p>The partners now work for making the alliance permanent.</p>",
                )
            ),
            draft.call_out(
                "information",
                ("Hvorfor det betyder noget for ALMA", "Why this matters to ALMA"),
                (
                    "<p>En arbejdsgiver, der kender den unge før rejsen, er den bedste opfølgning "
                    "efter den. Modellen kan blive en del af fasen efter hjemkomsten.</p>",
                    "<p>An employer who knows the young person before the stay is the best "
                    "follow-up after it. The model could become part of the phase after the "
                    "return.</p>",
                ),
            ),
        ],
    )
    parent.add_child(instance=page)
    publish_with_translations(page, draft, into=languages - {"da"})
    return True


def _exists(parent: Page, slug: str) -> bool:
    return parent.get_children().filter(slug=slug).exists()
