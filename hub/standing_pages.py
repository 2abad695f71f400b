"""Pages that the law asks of every site: privacy, legal notice, accessibility.

`manage.py set_up_site` writes them once, as a beginning; after that they belong to the editors.
Sources: Regulation (EU) 2016/679, Articles 13 and 15–22; Directive (EU) 2016/2102 with
Implementing Decision (EU) 2018/1523.
"""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Locale

from hub.models import AccessibilityStatementPage, ContentPage, HomePage
from hub.models.accessibility import Conformance, Ground
from hub.translations import Draft, publish_with_translations


def set_up(site: Any) -> None:
    """Write the standing pages that are not there yet, in every language that has their texts."""
    languages = set(Locale.objects.values_list("language_code", flat=True))
    home = HomePage.objects.filter(locale__language_code="en").first()
    if home is None:
        return
    _set_plain_statement_aside(home)
    for slug, write in PAGES.items():
        if home.get_children().filter(slug=slug).exists():
            continue
        draft = Draft(fill={"contact": _contact()})
        page = write(draft)
        page.slug = slug
        home.add_child(instance=page)
        publish_with_translations(page, draft, into=languages - {"en"})


def _contact() -> str:
    address = escape(settings.HUB_CONTACT_EMAIL)
    return f'<a href="mailto:{address}">{address}</a>'


def _privacy(draft: Draft) -> ContentPage:
    return ContentPage(
        title=draft.say(("Privacy", "Privatlivspolitik")),
        summary=draft.say(
            (
                "Which personal data this hub keeps, why, for how long, and what you can ask for.",
                "Hvilke personoplysninger hubben gemmer, hvorfor og hvor længe, og hvad du kan "
                "bede om.",
            )
        ),
        body=[
            draft.text(
                (
                    "<h2>Who is responsible</h2>"
                    "<p>The secretariat of the network decides why and how personal data are used "
                    "here. Write to {contact} about anything on this page.</p>"
                    "<h2>Visitors</h2>"
                    "<p>Reading needs no account. No cookie is set, nothing is asked of any other "
                    "site, and nobody is followed.</p>"
                    "<h2>People with an account</h2>"
                    "<p>We keep your name, e-mail address, language and time zone, the seats you "
                    "hold in organisations, and what you write here. The basis is the network's "
                    "task in the public interest. The few cookies that an account needs are "
                    "listed on the page about cookies; none of them follows you.</p>"
                    "<h2>What others see</h2>"
                    "<p>Decisions, suggestions and offers stand in the name of organisations. "
                    "An e-mail address is shown to those alone whom its person chose.</p>",
                    "<h2>Hvem der har ansvaret</h2>"
                    "<p>Netværkets sekretariat bestemmer, hvorfor og hvordan personoplysninger "
                    "bruges her. Skriv til {contact}, hvis du har spørgsmål til denne side.</p>"
                    "<h2>Besøgende</h2>"
                    "<p>Du kan læse alt offentligt uden en konto. Der sættes ingen cookies, intet "
                    "hentes fra andre websteder, og ingen bliver sporet.</p>"
                    "<h2>Personer med en konto</h2>"
                    "<p>Vi gemmer dit navn, din e-mailadresse, dit sprog og din tidszone, dine "
                    "pladser i organisationer og det, du skriver her. Grundlaget er netværkets "
                    "opgave i samfundets interesse. De få cookies, som en konto kræver, står på "
                    "siden om cookies; ingen af dem sporer dig.</p>"
                    "<h2>Hvad andre ser</h2>"
                    "<p>Beslutninger, forslag og tilbud står i organisationernes navn. En "
                    "e-mailadresse vises kun for dem, som personen selv har valgt.</p>",
                )
            ),
            draft.text(
                (
                    "<h2>Your rights</h2>"
                    "<p>You can see your data, have them corrected or erased, object to their use, "
                    "and receive a copy. You can also complain to the data protection authority of "
                    "your country.</p>",
                    "<h2>Dine rettigheder</h2>"
                    "<p>Du kan se dine oplysninger, få dem rettet eller slettet, gøre indsigelse "
                    "mod brugen af dem og få en kopi. Du kan også klage til datatilsynet i dit "
                    "land.</p>",
                )
            ),
        ],
    )


def _legal_notice(draft: Draft) -> ContentPage:
    return ContentPage(
        title=draft.say(("Legal notice", "Juridisk meddelelse")),
        summary=draft.say(
            (
                "Who publishes this hub, who answers for its content, and how you may use it.",
                "Hvem der udgiver hubben, hvem der har ansvaret for indholdet, og hvordan du må "
                "bruge det.",
            )
        ),
        body=[
            draft.text(
                (
                    "<h2>Publisher</h2>"
                    "<p>The secretariat of the network, {contact}.</p>"
                    "<h2>Whose views these are</h2>"
                    "<p>Funded by the European Union. Views and opinions expressed are however "
                    "those of the author(s) only and do not necessarily reflect those of the "
                    "European Union or the granting authority. Neither the European Union nor the "
                    "granting authority can be held responsible for them.</p>"
                    "<h2>Using what you find here</h2>"
                    "<p>Unless another licence is named, texts may be used under Creative Commons "
                    "Attribution 4.0 (CC BY 4.0). Pictures carry their own credit and licence.</p>"
                    "<h2>Partner offers</h2>"
                    "<p>Offers are checked by the authority of their country before they appear. "
                    "What an organisation promises in one stays its own responsibility.</p>",
                    "<h2>Udgiver</h2>"
                    "<p>Netværkets sekretariat, {contact}.</p>"
                    "<h2>Hvem synspunkterne tilhører</h2>"
                    "<p>Finansieret af Den Europæiske Union. Synspunkter og holdninger, der "
                    "kommer til udtryk, er udelukkende forfatternes og er ikke nødvendigvis udtryk "
                    "for Den Europæiske Unions eller den tilskudsydende myndigheds officielle "
                    "holdning. Hverken Den Europæiske Union eller den tilskudsydende myndighed kan "
                    "holdes ansvarlig for dem.</p>"
                    "<h2>Brug af indholdet</h2>"
                    "<p>Hvis der ikke er nævnt en anden licens, må tekster bruges under Creative "
                    "Commons Navngivelse 4.0 (CC BY 4.0). Billeder har deres egen kreditering og "
                    "licens.</p>"
                    "<h2>Partnertilbud</h2>"
                    "<p>Landets myndighed gennemgår tilbud, før de vises. Det, en organisation "
                    "lover i et tilbud, har den selv ansvaret for.</p>",
                )
            )
        ],
    )


def _accessibility(draft: Draft) -> AccessibilityStatementPage:
    today = timezone.localdate()
    return AccessibilityStatementPage(
        title=draft.say(("Accessibility statement", "Tilgængelighedserklæring")),
        summary=draft.say(
            (
                "How far everybody can use this hub, what does not work yet, and whom to tell.",
                "I hvilket omfang alle kan bruge hubben, hvad der ikke virker endnu, og hvem du "
                "kan skrive til.",
            )
        ),
        scope=draft.say(
            (
                "<p>The network wants everybody to be able to use this hub, as Directive (EU) "
                "2016/2102 asks of public bodies. This statement is about its pages, its mails and "
                "the files that it makes.</p>",
                "<p>Netværket ønsker, at alle skal kunne bruge hubben, sådan som direktiv (EU) "
                "2016/2102 kræver af offentlige organer. Denne erklæring gælder hubbens sider, "
                "dens mails og de filer, den laver.</p>",
            )
        ),
        conformance=Conformance.PARTIAL,
        gaps=_gaps(draft),
        prepared_on=today,
        reviewed_on=today,
        method_note=draft.say(
            (
                "A program checks every type of page in each language, in light and dark, against "
                "WCAG 2.2 at level AA and EN 301 549. People with disabilities have not tested the "
                "hub yet.",
                "Et program kontrollerer alle sidetyper på hvert sprog i lys og mørk visning efter "
                "WCAG 2.2 på niveau AA og EN 301 549. Personer med handicap har endnu ikke afprøvet "
                "hubben.",
            )
        ),
        enforcement=draft.say(
            (
                "<p>Turn to the body that enforces the Directive in the country of the "
                "secretariat, or in your own. The European Commission keeps "
                '<a href="https://digital-strategy.ec.europa.eu/en/policies/web-accessibility-monitoring">'
                "a list of these bodies</a>.</p>",
                "<p>Henvend dig til det organ, der håndhæver direktivet i sekretariatets land "
                "eller i dit eget. Europa-Kommissionen har "
                '<a href="https://digital-strategy.ec.europa.eu/en/policies/web-accessibility-monitoring">'
                "en liste over disse organer</a>.</p>",
            )
        ),
    )


def _gaps(draft: Draft) -> list[tuple[str, dict[str, str]]]:
    """What a new hub knows to be missing: neither is a burden nor outside the scope."""
    documents = {
        "ground": Ground.NON_COMPLIANCE,
        "what": draft.say(
            (
                "Documents that members upload may not be tagged for screen readers.",
                "Dokumenter, som medlemmerne lægger op, mangler måske opmærkning til skærmlæsere.",
            )
        ),
        "instead": draft.say(
            (
                "Write to us, and you get the content in another form.",
                "Skriv til os, så får du indholdet i en anden form.",
            )
        ),
    }
    editor = {
        "ground": Ground.NON_COMPLIANCE,
        "what": draft.say(
            (
                "The editor's desk under /admin/ is made by others and has gaps with screen "
                "readers.",
                "Redaktørernes område under /admin/ er lavet af andre og har mangler ved brug af "
                "skærmlæsere.",
            )
        ),
        "instead": draft.say(
            (
                "What members do, they do on the pages of the hub.",
                "Det, medlemmerne skal gøre, gør de på hubbens egne sider.",
            )
        ),
    }
    return [("gap", documents), ("gap", editor)]


def _set_plain_statement_aside(home: HomePage) -> None:
    """A statement that was a plain page makes room for one with its own type.

    Its text stays in the editor, unpublished, for whoever wants to move something over.
    """
    plain = ContentPage.objects.child_of(home).filter(slug="accessibility").first()
    if plain is None:
        return
    for page in ContentPage.objects.filter(translation_key=plain.translation_key):
        page.unpublish()
        page.slug = "accessibility-until-now"
        page.save()
        page.save_revision()


PAGES = {"privacy": _privacy, "legal-notice": _legal_notice, "accessibility": _accessibility}
