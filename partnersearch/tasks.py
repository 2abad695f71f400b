"""What the worker does when it is due."""

from hub.jobs import task
from partnersearch import actions


@task
def expire_offers() -> int:
    return actions.expire_due()
