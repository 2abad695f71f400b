"""Short code lists: groups, forms of grant, sectors, funds, policy areas, programme codes."""

import re

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The four groups that the initiative names, then the common output indicators of the fund that fit.
TARGET_GROUPS = {
    "neet": _("Young people not in employment, education or training"),
    "weak_school": _("Young people with weak school results or few vocational skills"),
    "long_term_unemployed": _("Long-term unemployed people"),
    "disabilities": _("People with disabilities"),
    "migration_background": _("People with a migration background"),
    "third_country_nationals": _("Third-country nationals"),
    "minorities": _("Minorities, including Roma"),
    "homeless": _("People without a home or with insecure housing"),
    "rural": _("People in rural areas"),
    "unemployed": _("Unemployed people"),
    "inactive": _("Inactive people"),
}

# The code of the common output indicator that counts the same people.
OUTPUT_INDICATORS = {
    "unemployed": "EECO02",
    "long_term_unemployed": "EECO03",
    "inactive": "EECO04",
    "disabilities": "EECO12",
    "third_country_nationals": "EECO13",
    "migration_background": "EECO14",
    "minorities": "EECO15",
    "homeless": "EECO16",
    "rural": "EECO17",
}

# Forms of grant, Article 53(1) of Regulation (EU) 2021/1060.
SCO_TYPES = {
    "real_costs": pgettext_lazy("form of grant", "Real costs"),
    "unit_costs": pgettext_lazy("form of grant", "Unit costs"),
    "lump_sums": pgettext_lazy("form of grant", "Lump sums"),
    "flat_rate": pgettext_lazy("form of grant", "Flat-rate financing"),
    "combination": pgettext_lazy("form of grant", "A combination"),
    "fnlc": pgettext_lazy("form of grant", "Financing not linked to costs"),
}

SECTORS = {
    "agriculture": pgettext_lazy("sector", "Agriculture, gardening and animals"),
    "building": pgettext_lazy("sector", "Building and renovation"),
    "care": pgettext_lazy("sector", "Care and health"),
    "childcare": pgettext_lazy("sector", "Childcare and education"),
    "crafts": pgettext_lazy("sector", "Crafts and repair"),
    "culture": pgettext_lazy("sector", "Culture, media and design"),
    "environment": pgettext_lazy("sector", "Environment and energy"),
    "hospitality": pgettext_lazy("sector", "Hotels, restaurants and tourism"),
    "it": pgettext_lazy("sector", "Information technology"),
    "logistics": pgettext_lazy("sector", "Transport and logistics"),
    "metal": pgettext_lazy("sector", "Metal, mechanics and vehicles"),
    "office": pgettext_lazy("sector", "Office and administration"),
    "retail": pgettext_lazy("sector", "Shops and sales"),
    "services": pgettext_lazy("sector", "Cleaning and facility services"),
    "social": pgettext_lazy("sector", "Social work and volunteering"),
    "sport": pgettext_lazy("sector", "Sport and leisure"),
    "textiles": pgettext_lazy("sector", "Textiles and fashion"),
    "wood": pgettext_lazy("sector", "Wood and furniture"),
}

FUNDS = {
    "ESF+": pgettext_lazy("fund", "European Social Fund Plus"),
    "EASI": pgettext_lazy("fund", "European Social Fund Plus, EaSI strand"),
    "ESF": pgettext_lazy("fund", "European Social Fund"),
    "YEI": pgettext_lazy("fund", "Youth Employment Initiative"),
    "ERDF": pgettext_lazy("fund", "European Regional Development Fund"),
    "INTERREG": pgettext_lazy("fund", "European Regional Development Fund, Interreg"),
    "CF": pgettext_lazy("fund", "Cohesion Fund"),
    "JTF": pgettext_lazy("fund", "Just Transition Fund"),
    "AMIF": pgettext_lazy("fund", "Asylum, Migration and Integration Fund"),
    "ERASMUS": pgettext_lazy("fund", "Erasmus+"),
    "NATIONAL": pgettext_lazy("fund", "National or regional money"),
}

POLICY_AREAS = {
    "employment": pgettext_lazy("policy area", "Employment"),
    "education": pgettext_lazy("policy area", "Education and skills"),
    "inclusion": pgettext_lazy("policy area", "Social inclusion"),
    "innovation": pgettext_lazy("policy area", "Social innovation"),
    "migrants": pgettext_lazy("policy area", "Integration of migrants"),
    "material_support": pgettext_lazy("policy area", "Material support"),
    "youth_guarantee": pgettext_lazy("policy area", "Youth Guarantee"),
    "mobility": pgettext_lazy("policy area", "Mobility"),
    "sco": pgettext_lazy("policy area", "Simplified costs"),
    "soft_indicators": pgettext_lazy("policy area", "Soft outcomes"),
    "validation": pgettext_lazy("policy area", "Validation"),
    "outreach": pgettext_lazy("policy area", "Outreach"),
}

_CCI = re.compile(r"(2007|2014|2021)[A-Z]{2}(05|06|14|16|65)[A-Z]{4}\d{3}")


def is_cci(code: str) -> bool:
    """The code that identifies a programme of the funds: 2021DE05SFPR001."""
    return bool(_CCI.fullmatch(code))
