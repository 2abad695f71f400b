"""The embedded database under several processes: no write is lost, no reader waits."""

import os
import sqlite3
import subprocess
import sys
import textwrap

import pytest
from django.conf import settings
from django.db import connection

WRITERS, WRITES = 3, 30
# A process as the hub starts it, with the hub's own settings.
WRITER = """
    import django
    django.setup()
    from django.db import connection, transaction
    for _ in range({writes}):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT n FROM counter")
            (n,) = cursor.fetchone()
            cursor.execute("UPDATE counter SET n = %s", [n + 1])
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL runs these tests")
def test_no_write_is_lost_between_processes(tmp_path):
    path = tmp_path / "hub.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE counter (n INTEGER)")
        database.execute("INSERT INTO counter VALUES (0)")
    database.close()
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "hub.settings",
        "DEBUG": "1",
    }
    script = textwrap.dedent(WRITER).format(writes=WRITES)

    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=settings.BASE_DIR,
            env=environment,
            stderr=subprocess.PIPE,
        )
        for _ in range(WRITERS)
    ]
    errors = [writer.communicate(timeout=60)[1].decode() for writer in writers]

    database = sqlite3.connect(path)
    (counted,) = database.execute("SELECT n FROM counter").fetchone()
    (mode,) = database.execute("PRAGMA journal_mode").fetchone()
    database.close()
    assert (counted, mode, errors) == (WRITERS * WRITES, "wal", [""] * WRITERS)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL needs none of it")
def test_connections_wait_for_each_other(db):
    options = settings.DATABASES["default"]["OPTIONS"]

    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
