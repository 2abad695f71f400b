"""The demo in a folder of its own, for the browser tests, the benchmarks and the screenshots."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "a-password-for-tests"


@dataclass(frozen=True)
class DemoSite:
    """A hub that is running."""

    url: str
    folder: Path
    password: str = PASSWORD

    def mails(self) -> list[str]:
        """All mails so far, oldest first."""
        return [path.read_text() for path in sorted((self.folder / "mail").glob("*.log"))]


def environment(folder: Path, port: int) -> dict[str, str]:
    """For a process whose hub writes into this folder; nothing of the tests' own settings."""
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DEBUG"}}
    return kept | {
        "HUB_VAR_DIR": str(folder),
        "HUB_LANGUAGES": "en,da,sv,de",
        "DEMO_PASSWORD": PASSWORD,
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def served(folder: Path, **settings: str):
    """`make demo` on a free port, until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    with (folder / "demo.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "hub.demo_server"],
            cwd=ROOT,
            env=environment(folder, port) | settings,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
        try:
            said = []
            for line in process.stdout:
                said.append(line)
                if "Ctrl-C ends it" in line:
                    break
            else:
                log.seek(0)
                raise RuntimeError(f"The demo did not start:\n{''.join(said)}\n{log.read()}")
            yield DemoSite(f"http://localhost:{port}", folder)
        finally:
            process.send_signal(signal.SIGTERM)
            process.stdout.read()
            process.wait(timeout=30)
            process.stdout.close()


@contextmanager
def served_copy(shared: Path, folder: Path, **settings: str):
    """The demo, its content made once in `shared` for all test processes and then copied."""
    shared.mkdir(parents=True, exist_ok=True)
    pattern = shared / "pattern"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not pattern.exists():
            with served(shared / "making"):
                pass
            (shared / "making").rename(pattern)
    shutil.copytree(pattern, folder)
    with served(folder, **settings) as site:
        yield site
