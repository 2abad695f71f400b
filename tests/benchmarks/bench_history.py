"""The history of the network at 100,000 events, beside the time that is promised."""

import time
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db import connection, transaction
from django.utils import timezone

from network.changes import describe
from network.events import Events, Question
from network.history_exports import history_rows
from network.models import Organisation, Project
from tests.benchmarks import Row, benchmark, milliseconds, queries

SIZE = 100_000
RECORDS = 2000  # so each has 25 events
A_PAGE = 20
PROMISED, PROMISED_LINES = 150, 1500  # milliseconds


@benchmark
def history(site):
    """The first and a far page, filtered ones, and the beginning of the table for a spreadsheet."""
    auditor = get_user_model().objects.get(email="auditor@alma.example")
    project = Project.objects.order_by("pk").first()
    member = get_user_model().objects.get(email="member@alma.example")
    with many_events(project):
        for what, question, number in [
            ("the first page", Question(), 1),
            ("page 500", Question(), 500),
            ("one person", Question(people=[member.pk]), 1),
            ("words in the reason", Question(words="reason 777"), 1),
            ("one kind", Question(kind="network.project"), 1),
            ("one record", Question(kind="network.project", object_id=str(project.pk)), 1),
        ]:
            yield Row(
                f"History: {what}",
                f"{len(Events(question, auditor)):,} events",
                milliseconds(lambda q=question, n=number: page_of(q, n, auditor), times=5),
                PROMISED,
                allowed=1,
            )
        started = time.process_time()
        first_lines(auditor)
        yield Row(
            "History: a thousand lines of the CSV",
            f"{SIZE:,} events",
            (time.process_time() - started) * 1000,
            PROMISED_LINES,
            allowed=1,
        )
        yield queries("History: the first page", f"{SIZE:,} events", counted(auditor), 12)


def page_of(question, number, user):
    page = Paginator(Events(question, user), A_PAGE).page(number)
    return describe(list(page.object_list), user, texts=bool(question.object_id))


def first_lines(user):
    lines = history_rows(Events(Question(), user), user=user, language="en", texts=False)
    return list(islice(lines, 6))  # the titles and five times two hundred


def counted(user) -> int:
    count = 0

    def one(execute, sql, params, many, context):
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(one):
        page_of(Question(), 1, user)
    return count


@contextmanager
def many_events(project):
    """Half of them of projects, half of organisations; taken back at the end."""
    people = list(get_user_model().objects.all())
    now = timezone.now()
    with transaction.atomic():
        for thing, number in ((project, SIZE // 2), (None, SIZE // 2)):
            things = [thing] if thing else list(Organisation.objects.all())
            model = type(things[0]).history.model
            fields = [field.attname for field in model.tracked_fields]
            rows = (
                model(
                    **{name: getattr(things[at % len(things)], name) for name in fields}
                    | {"id": 1 + at % RECORDS},
                    history_date=now - timedelta(minutes=at),
                    history_type="~",
                    history_user=people[at % len(people)],
                    history_change_reason=f"reason {at}",
                )
                for at in range(number)
            )
            while some := list(islice(rows, 2000)):
                model.objects.bulk_create(some)
        yield
        transaction.set_rollback(True)
