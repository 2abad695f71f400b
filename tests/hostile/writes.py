"""Which tables a request has written to, not counting what it took back itself."""

import re
from typing import Any

from django.db import connection

WRITE = re.compile(
    r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE
)
SAVEPOINT = re.compile(
    r'^\s*(ROLLBACK TO SAVEPOINT|RELEASE SAVEPOINT|SAVEPOINT)\s+"?(\w+)"?', re.IGNORECASE
)


class Writes:
    """`with Writes() as writes: …; writes.tables()`: a refused request must have left none."""

    def __init__(self) -> None:
        self.log: list[tuple[str, str]] = []

    def __enter__(self) -> "Writes":
        self._watching = connection.execute_wrapper(self.note)
        self._watching.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._watching.__exit__(*error)

    def note(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if found := SAVEPOINT.match(str(sql)):
            kind, name = found.group(1).upper(), found.group(2)
            if kind == "ROLLBACK TO SAVEPOINT":
                self.take_back(name)
            elif kind == "SAVEPOINT":
                self.log.append(("savepoint", name))
            return execute(sql, params, many, context)
        answer = execute(sql, params, many, context)
        found = WRITE.match(str(sql))
        # What touched no row has written nothing (an insertion always has; it may not count yet).
        if found and (found.group(0).lstrip()[0] in "IiRr" or context["cursor"].rowcount):
            self.log.append(("write", found.group(1)))
        return answer

    def take_back(self, name: str) -> None:
        while self.log and self.log[-1] != ("savepoint", name):
            self.log.pop()

    def tables(self) -> set[str]:
        return {name for kind, name in self.log if kind == "write"}
