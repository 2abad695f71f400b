"""Reading that may fail without harm to the transaction around it."""

from contextlib import AbstractContextManager, nullcontext

from django.db import connection, transaction


def savepoint() -> AbstractContextManager:
    """A savepoint where a transaction is open, else nothing.

    `atomic()` alone would begin a transaction, and on SQLite ours begin as writers: every reader
    would wait for every writer.
    """
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
