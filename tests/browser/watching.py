"""What no page of the hub may do, counted while the browser is at it, and axe."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

AXE_SCRIPT = Axe().axe_script
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Watched:
    """A page whose faults are noted: the policy broken, another host asked, a script's error."""

    def __init__(self, page, url):
        self.page, self.host, self.faults = page, urlsplit(url).netloc, []
        page.watched = self
        page.on("console", self.note_console)
        page.on("pageerror", lambda error: self.note(f"error in a script: {error}"))
        page.on("request", self.note_request)

    def note(self, fault):
        self.faults.append(f"{urlsplit(self.page.url).path}: {fault}")

    def note_console(self, message):
        if "Content Security Policy" in message.text:
            self.note(message.text)

    def note_request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.note(f"asks another host: {request.url}")


def axe_faults(page, rules=AXE_TAGS) -> list[str]:
    """What axe finds on the page as it stands, one line for each element."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    result = page.evaluate(
        "options => axe.run(options)", {"runOnly": rules, "resultTypes": ["violations"]}
    )
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def axe_faults_in_both_schemes(page) -> list[str]:
    """The same in light and in dark, where nothing but the colours differs."""
    faults = []
    for scheme in ("light", "dark"):
        # Without motion: a colour on its way from one scheme to the other has any contrast.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = axe_faults(page, AXE_TAGS if scheme == "light" else ["color-contrast"])
        faults += [f"{scheme}: {fault}" for fault in found]
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return faults
