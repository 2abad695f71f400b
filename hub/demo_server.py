"""`make demo`: the hub with its demo content, its worker and a login for each role."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def say(text: str = "") -> None:
    print(text, flush=True)  # noqa: T201  it talks to a person at a terminal


def set_environment(port: int) -> None:
    """A demo is a demo, whatever else the environment holds for this machine's real hub."""
    for name in (
        "DATABASE_URL",
        "CACHE_URL",
        "PAGE_CACHE_URL",
        "MEDIA_ROOT",
        "ALLOWED_HOSTS",
        "DEBUG",
    ):
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "hub.settings",
        "HUB_DEMO": "1",
        # The name, not the number: passkeys refuse an address of numbers.
        "HUB_URL": f"http://localhost:{port}",
    }


def refuse_used_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is in use. Choose another one: make demo PORT={port + 1}")


class Counted:
    """Counts the steps of `migrate` instead of printing three hundred lines."""

    def __init__(self) -> None:
        self.steps = 0

    def write(self, text: str) -> None:
        self.steps += "Applying" in text
        if "Applying" in text and self.steps % 50 == 0:
            say(f"  {self.steps} steps")

    def flush(self) -> None:
        """`migrate` flushes after each line."""


def prepare() -> None:
    """Database, site and content; quick when they are there already.

    Django is imported here and not above, because the environment is set first.
    """
    import django
    from django.conf import settings
    from django.core.management import call_command

    from hub.demo import demo_password, kept_secret

    say("Starting …")
    django.setup()
    os.environ["SECRET_KEY"] = kept_secret("secret-key", lambda: secrets.token_urlsafe(50))
    os.environ["DEMO_PASSWORD"] = demo_password()
    settings.SECRET_KEY = os.environ["SECRET_KEY"]
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it
    say("Database: var/hub.sqlite3 (half a minute the first time)")
    call_command("migrate", stdout=Counted(), interactive=False)
    say("Languages, home pages, groups")
    call_command("set_up_site", verbosity=0)
    say("Demo content")
    call_command("load_demo")


def start(port: int) -> list[subprocess.Popen]:
    """Server and worker, each in a session of its own: Ctrl-C is to reach this process alone."""
    server = [
        "gunicorn",
        "hub.wsgi",
        f"--bind=127.0.0.1:{port}",
        "--workers=2",
        "--threads=4",
        "--graceful-timeout=5",
        "--log-level=warning",
    ]
    return [
        subprocess.Popen([sys.executable, *arguments], cwd=ROOT, start_new_session=True)  # noqa: S603  our own programs
        for arguments in (["-m", *server], ["manage.py", "work"])
    ]


def wait_until_it_answers(port: int, children: list[subprocess.Popen]) -> None:
    while all(child.poll() is None for child in children):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return


def welcome(port: int) -> None:
    from hub.demo import LOGINS

    say()
    say(f"The hub is at     http://localhost:{port}")
    say(f"Its mails are at  http://localhost:{port}/mail/")
    say()
    for address, role in LOGINS.items():
        say(f"  {address:<28} {role}")
    say()
    say(f"Password of all of them: {os.environ['DEMO_PASSWORD']}")
    say("Ctrl-C ends it.")
    say()


def end(children: list[subprocess.Popen]) -> None:
    """One polite signal each; what is still there after 20 seconds is killed with its children."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    limit = time.monotonic() + 20
    for child in children:
        try:
            child.wait(timeout=max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


class Ended(Exception):  # noqa: N818  not an error: somebody pressed Ctrl-C
    pass


def stop(*_: object) -> None:
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    raise Ended


def main() -> int:
    port, parent = int(os.environ.get("PORT") or 8000), os.getppid()
    for number in ENDING:
        signal.signal(number, stop)
    refuse_used_port(port)
    set_environment(port)
    children: list[subprocess.Popen] = []
    try:
        prepare()
        children = start(port)
        wait_until_it_answers(port, children)
        if all(child.poll() is None for child in children):
            welcome(port)
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
            if os.getppid() != parent:  # whoever started the demo is gone
                stop()
        say("A part of the hub has ended by itself; see above.")
        return 1
    except Ended:
        say("Ending …")
        return 0
    finally:
        end(children)


if __name__ == "__main__":
    sys.exit(main())
