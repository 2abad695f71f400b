"""Alphabetical order as each of the 24 languages has it."""

import re
import unicodedata
from functools import cache

LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"

# Letters of their own, in order; "=" ties a letter to the one before it.
ALPHABETS = {
    "bg": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "da": f"{LATIN} æ ø å",
    "el": "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "et": "a b c d e f g h i j k l m n o p q r s š z ž t u v w õ ä ö ü x y",
    "fi": f"{LATIN} å ä ö",
    "hr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
    "hu": "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö =ő p q r s sz t ty u ü =ű v w x "
    "y z zs",
    "lt": "a b c č d e f g h i =y j k l m n o p q r s š t u v w x z ž",
    "lv": "a b c č d e f g ģ h i j k ķ l ļ m n ņ o p q r s š t u v w x y z ž",
    "mt": "a b ċ c d e f ġ g għ ħ h i ie j k l m n o p q r s t u v w x y ż z",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r s š t u v w x y z ž",
    "sl": "a b c č ć d đ e f g h i j k l m n o p q r s š t u v w x y z ž",
    "sv": f"{LATIN} å ä ö",
}

# Letters that Unicode does not take apart.
PLAIN = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ß": "ss",
    "þ": "th",
    "ı": "i",
    "ς": "σ",
}


@cache
def _alphabet(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    ranks: dict[str, int] = {}
    rank = 0
    for letter in ALPHABETS.get(language, LATIN).split():
        rank += not letter.startswith("=")
        ranks[letter.removeprefix("=")] = rank
    longest_first = sorted(ranks, key=len, reverse=True)
    return re.compile("|".join(longest_first) + "|.", re.DOTALL), ranks


def sort_key(text: str, language: str) -> tuple[list[tuple[int, str]], str]:
    """For sorted(): by the letters of the language; marks and capitals count only in a tie."""
    pattern, ranks = _alphabet(language.split("-")[0])
    key: list[tuple[int, str]] = []
    for token in pattern.findall(unicodedata.normalize("NFC", text.casefold())):
        if token in ranks:
            key.append((ranks[token], ""))
            continue
        plain = PLAIN.get(token) or unicodedata.normalize("NFD", token)
        for letter in plain:
            if letter in ranks:
                key.append((ranks[letter], ""))
            elif letter.isalpha():
                key.append((len(ranks) + 1, letter))
            elif not unicodedata.combining(letter):
                key.append((0, letter))
    return key, text
