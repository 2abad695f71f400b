"""`make check`: everything that reads the code instead of running it; goes through all of it."""

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
DEVELOPMENT = {"DEBUG": "1"}
# Settings of a real hub, so that `check --deploy` judges those and not a developer's.
PRODUCTION = {
    "DEBUG": "0",
    "HUB_DEMO": "0",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "HUB_URL": "https://hub.example",
    "ALLOWED_HOSTS": "hub.example",
}
CHECKS = [
    ("Style", [BIN / "ruff", "check", "--quiet", "."], {}),
    ("Form of the code", [BIN / "ruff", "format", "--check", "--quiet", "."], {}),
    ("Layers", [BIN / "lint-imports"], DEVELOPMENT),
    ("Types", [BIN / "mypy", "--no-error-summary", "."], DEVELOPMENT),
    ("Form of the templates", [BIN / "djangofmt", "--check", "templates"], {}),
    (
        "HTML of the templates",
        [BIN / "djangofmt", "check", "--output-format=concise", "templates"],
        {},
    ),
    ("Rules for templates", [sys.executable, "-m", "tests.checks.templates"], DEVELOPMENT),
    ("Catalogues", [sys.executable, "-m", "tests.checks.catalogues"], DEVELOPMENT),
    (
        "Migrations",
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
        DEVELOPMENT,
    ),
    (
        "Production settings",
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
        PRODUCTION,
    ),
]


def main() -> int:
    failed = []
    for name, command, environment in CHECKS:
        started = time.monotonic()
        print(f"{name:<24}", end="", flush=True)
        run = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        print(
            f"{'ok' if run.returncode == 0 else 'FAILED'}  {time.monotonic() - started:5.1f} s",
            flush=True,
        )
        if run.returncode:
            failed.append(name)
            print(run.stdout.rstrip(), flush=True)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
