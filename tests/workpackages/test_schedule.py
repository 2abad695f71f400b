from datetime import date

from hub.dates import InexactDate
from workpackages.schedule import Schedule, compared


def row(key, when, activity="Meeting", output="Report"):
    return {
        "translation_key": key,
        "starts_on": when.start.isoformat(),
        "ends_on": when.end.isoformat(),
        "date_precision": str(when.precision),
        "date_label": when.label,
        "activity": activity,
        "details": "",
        "output": output,
    }


APRIL = row("a", InexactDate.day(date(2023, 4, 20)))
SUMMER = row("b", InexactDate.season(date(2023, 7, 1)), activity="Website")


def test_bars_are_exact_or_vague_and_stay_inside():
    schedule = Schedule.frozen([APRIL, SUMMER])

    assert [(bar.label, bar.kind) for bar in schedule.bars] == [
        ("Meeting", "bar"),
        ("Website", "vague"),
    ]
    assert all(bar.x + bar.width <= schedule.width + 8 for bar in schedule.bars)
    assert [tick.label for tick in schedule.ticks] == ["Apr", "Jun", "Aug"]


def test_an_empty_schedule_is_nothing():
    assert not Schedule.frozen([])
    assert Schedule.frozen([]).words == ""


def test_words_tell_the_schedule():
    assert Schedule.frozen([APRIL, SUMMER]).words == (
        "20 April 2023 – Meeting – Report\nSummer 2023 – Website – Report"
    )


def test_two_schedules_are_compared_cell_by_cell():
    later = row("a", InexactDate.day(date(2023, 4, 27)))
    new = row("c", InexactDate.month(2023, 9), activity="Forum")

    rows = compared([APRIL, SUMMER], [later, new])

    def told(pieces):
        return [(piece.state, piece.html) for piece in pieces]

    assert [told(row.when) for row in rows] == [
        [("removed", "20"), ("added", "27"), ("same", " April 2023")],
        [("added", "September 2023")],
        [("removed", "Summer 2023")],
    ]
    assert [row.is_change for row in compared([APRIL], [APRIL])] == [False]
