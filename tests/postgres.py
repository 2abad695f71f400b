"""Run a command with TEST_DATABASE_URL naming a PostgreSQL that lives as long as the command.

    python -m tests.postgres pytest -n 2

A server that the environment names already (TEST_DATABASE_URL) is used as it is.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path:
    """The folder with PostgreSQL's own programs; Debian keeps them out of PATH."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -float(p.parent.name)
    )
    for folder in folders:
        if (folder / "initdb").exists():
            return folder
    sys.exit("PostgreSQL is missing. On Debian and Ubuntu: apt-get install postgresql")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server():
    """A PostgreSQL on a free port, with its data in a folder that is removed afterwards."""
    bin_folder, port = programs(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="hub-postgres-"))
    as_user = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def run(program, *arguments):
        subprocess.run(
            [bin_folder / program, "-D", folder / "data", *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            **as_user,
        )

    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c full_page_writes=off"
    )
    try:
        run("initdb", "--username=hub", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        run("pg_ctl", "start", "-w", "-l", folder / "log", "-o", options)
        try:
            yield f"postgres://hub@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    command = sys.argv[1:]
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.call(command)
    # Being told to end must still stop the server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as url:
        print(f"PostgreSQL for the tests: {url}", flush=True)
        return subprocess.call(command, env=os.environ | {"TEST_DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main())
