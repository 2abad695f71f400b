"""The words in which tests/permission_table.py is written.

An answer is what somebody of a role gets:

    yes      it is shown or done (a form that asks again counts: its sender may send it)
    log_in   the log-in page
    no       403
    hidden   404, as if it were not there
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# The persons of tests/personas.py, `visitor` being nobody.
ROLES = (
    "visitor",
    "stranger",
    "operator",
    "extended",
    "member",
    "authority",
    "translator",
    "expert",
    "steering",
    "secretariat",
    "auditor",
    "admin",
)
ANSWERS = ("yes", "log_in", "no", "hidden")

Answers = dict[str, str]
# Makes what the row is about: gets the cast (`cast.member`, …), returns what the row needs of it.
Scene = Callable[[Any], Any]


def who(rest: str, **exceptions: str) -> Answers:
    """`who("no", yes="secretariat authority", log_in="visitor")`: an answer for each role."""
    answers = dict.fromkeys(ROLES, rest)
    for answer, roles in exceptions.items():
        for role in roles.split():
            assert role in ROLES, f"there is no role {role!r}"
            answers[role] = answer
    assert set(answers.values()) <= set(ANSWERS), f"{set(answers.values())} are not all answers"
    return answers


def everybody() -> Answers:
    return who("yes")


def logged_in() -> Answers:
    """Whoever has an account."""
    return who("yes", log_in="visitor")


def only(roles: str, rest: str = "no") -> Answers:
    """These roles; a visitor is asked to log in, all others are refused."""
    return who(rest, log_in="visitor") | dict.fromkeys(_known(roles), "yes")


def hidden_but_for(roles: str) -> Answers:
    """These roles; for all others, visitors among them, it is not there."""
    return who("hidden") | dict.fromkeys(_known(roles), "yes")


def _known(roles: str) -> list[str]:
    assert set(roles.split()) <= set(ROLES), f"not all roles: {roles}"
    return roles.split()


@dataclass(frozen=True)
class UrlRow:
    """A URL pattern of ours. `scene` returns the keyword arguments of the URL."""

    name: str
    answers: Answers
    scene: Scene = lambda cast: {}
    methods: tuple[str, ...] = ("get",)
    data: Any = None

    @property
    def key(self) -> str:
        return self.name


@dataclass(frozen=True)
class PageRow:
    """A page type: who sees a live page of it, who edits and publishes it in the editor.

    `scene` returns the page. `route` is the rest of the address below the page, for what the page
    routes itself; `name` then names the route.
    """

    model: str
    scene: Scene
    answers: Answers
    edit: str = ""
    publish: str = ""
    name: str = ""
    route: str = ""
    methods: tuple[str, ...] = ("get",)

    @property
    def key(self) -> str:
        return f"{self.model}:{self.name}" if self.name else self.model


@dataclass(frozen=True)
class ActionRow:
    """An action and the rule that its callers ask; `scene` returns what the rule is asked about."""

    name: str
    rule: Callable[..., bool]
    roles: str
    scene: Scene | None = None

    @property
    def key(self) -> str:
        return self.name


@dataclass(frozen=True)
class PrefixRow:
    """Where somebody else's views stand; `path` is one of them to knock at."""

    prefix: str
    path: str
    answers: Answers

    @property
    def key(self) -> str:
        return self.prefix


def get(name: str, answers: Answers, scene: Scene = lambda cast: {}) -> UrlRow:
    return UrlRow(name, answers, scene)


def post(name: str, answers: Answers, scene: Scene = lambda cast: {}, data: Any = None) -> UrlRow:
    return UrlRow(name, answers, scene, methods=("post",), data=data)


def form(name: str, answers: Answers, scene: Scene = lambda cast: {}, data: Any = None) -> UrlRow:
    """Shown on GET, sent on POST, with the same answer."""
    return UrlRow(name, answers, scene, methods=("get", "post"), data=data)


def page(
    model: str, scene: Scene, answers: Answers, *, edit: str = "", publish: str = ""
) -> PageRow:
    return PageRow(model, scene, answers, edit=edit, publish=publish)


def route(
    model: str,
    name: str,
    path: str,
    scene: Scene,
    answers: Answers,
    methods: tuple[str, ...] = ("get",),
) -> PageRow:
    """An address below a page, such as `versions/1/`."""
    return PageRow(model, scene, answers, name=name, route=path, methods=methods)


def action(
    name: str, rule: Callable[..., bool], roles: str, scene: Scene | None = None
) -> ActionRow:
    """`action("partnersearch.approve", rules.can_moderate, "authority", submitted_offer)`."""
    return ActionRow(name, rule, " ".join(_known(roles)), scene)


def prefix(prefix: str, path: str, answers: Answers) -> PrefixRow:
    return PrefixRow(prefix, path, answers)
