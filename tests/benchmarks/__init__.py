"""Benchmarks: functions in `bench_*.py` that yield rows of one table.

    @benchmark
    def search_offers(site):
        yield Row("A rare word", f"{n} offers", milliseconds(search), floor=1.0, allowed=3)

`site` is the running demo (tests/demo_site.py); Django is set up on its database. `floor` is what
cannot be undercut, measured or promised; a row whose ratio passes `allowed` fails the run.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    what: str
    size: str
    measured: float
    floor: float
    unit: str = "ms"
    allowed: float | None = None

    @property
    def ratio(self) -> float:
        return self.measured / self.floor if self.floor else float(bool(self.measured))

    @property
    def is_too_slow(self) -> bool:
        return self.allowed is not None and self.ratio > self.allowed


BENCHMARKS: list[Callable[..., Iterable[Row]]] = []
# How often something is measured; `--short` divides it.
REPEATS = {"times": 200}


def benchmark(function):
    BENCHMARKS.append(function)
    return function


def queries(what: str, size: str, counted: int, allowed: int) -> Row:
    """Queries against the number that is promised."""
    return Row(what, size, counted, allowed, unit="queries", allowed=1)


def milliseconds(call: Callable[[], object], times: int | None = None) -> float:
    """The best of five medians of processor time; steadier than the clock on a busy machine."""
    rounds = max(5, (times or REPEATS["times"]) // 5)
    for _warm_up in range(3):
        call()
    return min(median(_one(call) for _call in range(rounds)) for _round in range(5))


def _one(call) -> float:
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1000
