"""A work schedule as a table and as a timeline of bars, exact ones and vague ones."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape

from django.utils.formats import date_format
from django.utils.text import Truncator

from hub.dates import InexactDate, Precision
from workpackages.comparison import Piece, one_text, paired

LABEL_WIDTH, WIDTH, ROW_HEIGHT, TOP = 210, 680, 30, 28
LABEL_LENGTH = 34


@dataclass(frozen=True)
class Entry:
    """One line of a schedule, from the table or from a version."""

    key: str
    when: InexactDate
    activity: str
    details: str
    output: str


@dataclass(frozen=True)
class Bar:
    """Where an entry stands in the drawing."""

    entry: Entry
    label: str
    text_y: int
    y: int
    x: float
    width: float
    kind: str


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Schedule:
    """Entries in the order in which they were written."""

    entries: list[Entry]

    @classmethod
    def frozen(cls, rows: list[dict]) -> "Schedule":
        """From the content of a version."""
        return cls(
            [
                Entry(
                    row["translation_key"],
                    InexactDate(
                        date.fromisoformat(row["starts_on"]),
                        date.fromisoformat(row["ends_on"]),
                        Precision(row["date_precision"]),
                        row["date_label"],
                    ),
                    row["activity"],
                    row["details"],
                    row["output"],
                )
                for row in rows
            ]
        )

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def words(self) -> str:
        return "\n".join(
            " – ".join(filter(None, [str(entry.when), entry.activity, entry.details, entry.output]))
            for entry in self.entries
        )

    # -- the drawing -------------------------------------------------------------------------------

    @cached_property
    def _first(self) -> date:
        return min(entry.when.start for entry in self.entries).replace(day=1)

    @cached_property
    def _days(self) -> int:
        return max((max(entry.when.end for entry in self.entries) - self._first).days + 1, 28)

    def _x(self, day: date) -> float:
        return round(LABEL_WIDTH + (day - self._first).days / self._days * (WIDTH - LABEL_WIDTH), 1)

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return TOP + ROW_HEIGHT * len(self.entries)

    @property
    def bars(self) -> list[Bar]:
        bars = []
        for at, entry in enumerate(self.entries):
            left, right = self._x(entry.when.start), self._x(entry.when.end)
            y = TOP + at * ROW_HEIGHT
            bars.append(
                Bar(
                    entry,
                    Truncator(entry.activity).chars(LABEL_LENGTH),
                    y + 16,
                    y + 4,
                    min(left, WIDTH - 8),
                    max(round(right - left, 1), 8),
                    "bar" if entry.when.is_exact else "vague",
                )
            )
        return bars

    @property
    def ticks(self) -> list[Tick]:
        """Every second month; every sixth in a schedule of more than two years."""
        step = 2 if self._days < 800 else 6  # noqa: PLR2004
        ticks, year, month = [], self._first.year, self._first.month
        while (x := self._x(day := date(year, month, 1))) < WIDTH - 20:
            ticks.append(Tick(x, date_format(day, "M")))
            year, month = year + (month + step - 1) // 12, (month + step - 1) % 12 + 1
        return ticks


# -- two schedules ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class ComparedRow:
    """A line of either schedule, cell by cell."""

    when: list[Piece]
    activity: list[Piece]
    details: list[Piece]
    output: list[Piece]

    @property
    def is_change(self) -> bool:
        cells = (self.when, self.activity, self.details, self.output)
        return any(piece.state != "same" for cell in cells for piece in cell)


def compared(old: list[dict], new: list[dict]) -> list[ComparedRow]:
    """Lines matched by their key, in the order of the newer schedule."""
    before, after = (
        [{"id": entry.key, "entry": entry} for entry in Schedule.frozen(rows).entries]
        for rows in (old, new)
    )
    return [
        ComparedRow(
            *(
                one_text(*(_cell(member, name) for member in pair))
                for name in ("when", "activity", "details", "output")
            )
        )
        for pair in paired(before, after)
    ]


def _cell(member: dict | None, name: str) -> str:
    if member is None:
        return ""
    return escape(str(getattr(member["entry"], name)), quote=False).replace("\n", "<br/>")
