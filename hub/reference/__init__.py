"""Code lists as plain data: countries, languages, regions, money, funds, objectives, groups."""

from hub.reference.countries import (
    CANDIDATES,
    COUNTRIES,
    EFTA,
    MEMBER_STATES,
    country_choices,
    country_name,
    currency_of,
    normalise_country,
)
from hub.reference.languages import LANGUAGES, endonym, language_choices, language_name
from hub.reference.lists import (
    FUNDS,
    POLICY_AREAS,
    SCO_TYPES,
    SECTORS,
    TARGET_GROUPS,
    is_cci,
)
from hub.reference.money import CURRENCIES, currency_choices, currency_name, format_money
from hub.reference.nuts import NUTS_VERSION, Region, nuts_choices, nuts_name, nuts_region
from hub.reference.objectives import (
    DEDICATED_PRIORITIES,
    SPECIFIC_OBJECTIVES,
    Objective,
    objective_choices,
    objectives_on,
)
from hub.reference.sorting import sort_key

__all__ = [
    "CANDIDATES",
    "COUNTRIES",
    "CURRENCIES",
    "DEDICATED_PRIORITIES",
    "EFTA",
    "FUNDS",
    "LANGUAGES",
    "MEMBER_STATES",
    "NUTS_VERSION",
    "POLICY_AREAS",
    "SCO_TYPES",
    "SECTORS",
    "SPECIFIC_OBJECTIVES",
    "TARGET_GROUPS",
    "Objective",
    "Region",
    "country_choices",
    "country_name",
    "currency_choices",
    "currency_name",
    "currency_of",
    "endonym",
    "format_money",
    "is_cci",
    "language_choices",
    "language_name",
    "normalise_country",
    "nuts_choices",
    "nuts_name",
    "nuts_region",
    "objective_choices",
    "objectives_on",
    "sort_key",
]
