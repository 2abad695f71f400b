"""Regions: NUTS 2024 and the like of neighbours, levels 0 to 2 (© Eurostat, CC BY 4.0).

Names are in the region's own language and script: print them with `lang`.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hub.reference.countries import COUNTRIES, MAIN_LANGUAGES, country_name

NUTS_VERSION = "2024"

# Regions whose language is not their country's first.
_LANGUAGES = {"BE2": "nl", "FI2": "sv", "CH01": "fr", "CH07": "it", "MT": "mt", "IE": "en"}


@dataclass(frozen=True)
class Region:
    """A country (level 0), a major region (1) or a basic region (2)."""

    code: str
    name: str

    @property
    def level(self) -> int:
        return len(self.code) - 2

    @property
    def country(self) -> str:
        return self.code[:2]

    @property
    def parent(self) -> str | None:
        return self.code[:-1] if self.level else None

    @property
    def is_extra_regio(self) -> bool:
        """Not a place: embassies and the sea."""
        return self.level > 0 and self.code.endswith("Z")

    @property
    def language(self) -> str:
        for length in (4, 3, 2):
            if self.code[:length] in _LANGUAGES:
                return _LANGUAGES[self.code[:length]]
        return MAIN_LANGUAGES.get(self.country, "en")


@cache
def _regions() -> dict[str, Region]:
    with Path(__file__).with_name("nuts_2024.csv").open(encoding="utf-8") as file:
        return {row["code"]: Region(row["code"], row["name"]) for row in csv.DictReader(file)}


def nuts_region(code: str) -> Region | None:
    """None for a code that the list does not know."""
    if code in COUNTRIES:
        return Region(code, country_name(code))
    return _regions().get(code)


def nuts_name(code: str) -> str:
    region = nuts_region(code)
    return region.name if region else code


def nuts_choices(country: str = "", *, level: int | None = None) -> list[tuple[str, str]]:
    """By code, so that every major region is followed by its parts."""
    return [(region.code, f"{region.name} ({region.code})") for region in _places(country, level)]


def _places(country: str, level: int | None) -> Iterator[Region]:
    for code, region in sorted(_regions().items(), key=lambda pair: pair[0]):
        if region.is_extra_regio or not code.startswith(country):
            continue
        if level is None or region.level == level:
            yield region
