"""The specific objectives of the European Social Fund Plus, as the law has them from a day on."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Objective:
    """A letter of Article 4(1) of Regulation (EU) 2021/1057, or a priority added later."""

    key: str
    code: str
    title: str | Promise
    area: str | Promise
    valid_from: date
    valid_until: date | None = None

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


_PERIOD_START = date(2021, 1, 1)
_EMPLOYMENT = pgettext_lazy("policy area", "Employment")
_EDUCATION = pgettext_lazy("policy area", "Education")
_INCLUSION = pgettext_lazy("policy area", "Inclusion")

SPECIFIC_OBJECTIVES = {
    key: Objective(key, f"ESO4.{number}", title, area, _PERIOD_START)
    for number, (key, title, area) in enumerate(
        (
            ("a", _("Access to employment and activation for all"), _EMPLOYMENT),
            ("b", _("Modern labour market institutions, matching and mobility"), _EMPLOYMENT),
            ("c", _("Gender balance at work, work and family life, childcare"), _EMPLOYMENT),
            (
                "d",
                _("Adaptation of workers and enterprises to change, healthy ageing"),
                _EMPLOYMENT,
            ),
            ("e", _("Better education and training systems, validation of learning"), _EDUCATION),
            ("f", _("Equal access to education, learning mobility"), _EDUCATION),
            ("g", _("Lifelong learning, new skills, career changes"), _EDUCATION),
            ("h", _("Active inclusion and employability of disadvantaged groups"), _INCLUSION),
            ("i", _("Integration of third-country nationals, including migrants"), _INCLUSION),
            ("j", _("Integration of marginalised communities such as Roma"), _INCLUSION),
            ("k", _("Access to services, social protection, housing and care"), _INCLUSION),
            (
                "l",
                _("Social integration of people at risk of poverty, including children"),
                _INCLUSION,
            ),
            ("m", _("Food and basic help for the most deprived"), _INCLUSION),
        ),
        start=1,
    )
}

# Valid from the date of the act that added them.
DEDICATED_PRIORITIES = {
    objective.key: objective
    for objective in (
        Objective(
            "step", "STEP", _("Strategic technologies for Europe"), _EDUCATION, date(2024, 2, 29)
        ),
        Objective(
            "preparedness",
            "2025/1913",
            _("Skills for civil preparedness, defence and cybersecurity"),
            _EDUCATION,
            date(2025, 9, 18),
        ),
        Objective(
            "decarbonisation",
            "2025/1913",
            _("Skills for decarbonisation"),
            _EDUCATION,
            date(2025, 9, 18),
        ),
    )
}


def objectives_on(day: date) -> list[Objective]:
    """Everything that a programme could name on that day, in the order of the law."""
    every = (*SPECIFIC_OBJECTIVES.values(), *DEDICATED_PRIORITIES.values())
    return [objective for objective in every if objective.is_valid_on(day)]


def objective_choices() -> list[tuple[str, str | Promise]]:
    return [
        (objective.key, format_lazy("({key}) {title}", key=objective.key, title=objective.title))
        for objective in SPECIFIC_OBJECTIVES.values()
    ] + [(objective.key, objective.title) for objective in DEDICATED_PRIORITIES.values()]
