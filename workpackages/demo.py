"""The network's first work programme."""

from hub.demo import DemoContext


def load(context: DemoContext) -> None:
    pass
