"""What stands beside the emblem of the Union, in the languages of the Union.

The wording is fixed: Article 50 and Annex IX of Regulation (EU) 2021/1060, and the Commission's
guide to the use of the emblem. Where the wording of a language is not confirmed the English one is
shown, marked as English.
"""

from typing import NamedTuple

FUNDED = {
    "bg": "Финансирано от Европейския съюз",
    "cs": "Financováno Evropskou unií",
    "da": "Finansieret af Den Europæiske Union",
    "de": "Finanziert von der Europäischen Union",
    "el": "Με τη χρηματοδότηση της Ευρωπαϊκής Ένωσης",
    "en": "Funded by the European Union",
    "es": "Financiado por la Unión Europea",
    "et": "Rahastanud Euroopa Liit",
    "fi": "Euroopan unionin rahoittama",
    "fr": "Financé par l'Union européenne",
    "ga": "Arna mhaoiniú ag an Aontas Eorpach",
    "hr": "Financira Europska unija",
    "hu": "Az Európai Unió finanszírozásával",
    "it": "Finanziato dall'Unione europea",
    "lt": "Finansuoja Europos Sąjunga",
    "lv": "Finansē Eiropas Savienība",
    "mt": "Iffinanzjat mill-Unjoni Ewropea",
    "nl": "Gefinancierd door de Europese Unie",
    "pl": "Sfinansowane przez Unię Europejską",
    "pt": "Financiado pela União Europeia",
    "ro": "Finanțat de Uniunea Europeană",
    "sk": "Financovaný Európskou úniou",
    "sl": "Financira Evropska unija",
    "sv": "Finansieras av Europeiska unionen",
}
# Irish and Maltese are missing: no text with this wording was found.
CO_FUNDED = {
    "bg": "Съфинансирано от Европейския съюз",
    "cs": "Spolufinancováno Evropskou unií",
    "da": "Medfinansieret af Den Europæiske Union",
    "de": "Kofinanziert von der Europäischen Union",
    "el": "Με τη συγχρηματοδότηση της Ευρωπαϊκής Ένωσης",
    "en": "Co-funded by the European Union",
    "es": "Cofinanciado por la Unión Europea",
    "et": "Kaasrahastanud Euroopa Liit",
    "fi": "Euroopan unionin osarahoittama",
    "fr": "Cofinancé par l'Union européenne",
    "hr": "Sufinancira Europska unija",
    "hu": "Az Európai Unió társfinanszírozásával",
    "it": "Cofinanziato dall'Unione europea",
    "lt": "Bendrai finansuoja Europos Sąjunga",
    "lv": "Līdzfinansē Eiropas Savienība",
    "nl": "Medegefinancierd door de Europese Unie",
    "pl": "Dofinansowane przez Unię Europejską",
    "pt": "Cofinanciado pela União Europeia",
    "ro": "Cofinanțat de Uniunea Europeană",
    "sk": "Spolufinancovaný Európskou úniou",
    "sl": "Sofinancira Evropska unija",
    "sv": "Medfinansieras av Europeiska unionen",
}
STATEMENTS = {"funded": FUNDED, "co-funded": CO_FUNDED}


class FundingStatement(NamedTuple):
    """The sentence and the language it is in."""

    text: str
    language: str


def funding_statement(kind: str, language: str) -> FundingStatement:
    """The sentence in this language, else in English."""
    texts = STATEMENTS[kind]
    found = language if language in texts else "en"
    return FundingStatement(texts[found], found)
