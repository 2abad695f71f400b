"""What every part of the demo content gets: a way to say what it does, and the one password."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

# Who may log in to the demo; `network/demo.py` makes them.
LOGINS = {
    "secretariat@alma.example": "secretariat",
    "expert@alma.example": "thematic expert",
    "steering@alma.example": "steering group",
    "member@alma.example": "core member",
    "extended@alma.example": "extended member",
    "operator@alma.example": "project operator",
    "authority@alma.example": "national authority (moderates offers)",
    "translator@alma.example": "translator (Danish)",
    "auditor@alma.example": "auditor (reads everything)",
    "admin@alma.example": "technical administrator",
}


@dataclass
class DemoContext:
    """Parts find what they made before by their own keys, so a second run changes nothing."""

    password: str
    say: Callable[[str], None] = field(default=lambda sentence: None)

    @cached_property
    def encoded_password(self) -> str:
        return make_password(self.password)

    @cached_property
    def checked(self) -> dict[str, bool]:
        return {}

    def give_password(self, user) -> None:
        """Let this person log in with the demo's password; a slow hash is computed once for all."""
        encoded = user.password
        if encoded not in self.checked:
            self.checked[encoded] = check_password(self.password, encoded)
        if not self.checked[encoded]:
            user.password = self.encoded_password
            self.checked[user.password] = True
            if user.pk:
                user.save(update_fields=["password"])


def demo_password() -> str:
    """DEMO_PASSWORD, else one that is made up once and kept beside the database."""
    if password := os.environ.get("DEMO_PASSWORD"):
        return password
    return kept_secret("demo-password", lambda: f"{secrets.token_hex(2)}-{secrets.token_hex(4)}")


def kept_secret(name: str, make: Callable[[], str]) -> str:
    """A secret that is made up at the first start and read from var/ at the next ones."""
    path = settings.VAR_DIR / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(make() + "\n")
    return path.read_text().strip()
