"""Where the browser is. Run as a program it says what to install if there is none."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # No page asks another host for anything; should one try, it reaches nobody.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def path() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def refuse() -> int:
    print("Chromium is missing. On Debian and Ubuntu: apt-get install chromium", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(0 if path() else refuse())
