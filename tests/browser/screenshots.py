"""`make screenshots`: every kind of page at three widths, light and dark, into var/screenshots.

make screenshots SCREENSHOTS_ARGS="--as member --only meetings"
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.demo_site import ROOT, served

WIDTHS = (390, 768, 1440)
README = ROOT / "docs" / "screenshot.png"


def log_in(browser, site, role):
    context = browser.new_context(base_url=site.url, locale="en-GB", reduced_motion="reduce")
    if role != "visitor":
        page = context.new_page()
        page.goto("/en/accounts/login/")
        page.fill("input[name=login]", f"{role}@alma.example")
        page.fill("input[name=password]", site.password)
        page.locator("form:has(input[name=password]) button[type=submit]").first.click()
        page.wait_for_url(lambda url: "/login/" not in url)
        page.close()
    return context


def take_all(context, site, folder, *, only):
    from tests.browser.crawling import Crawl  # Django is set up by then

    folder.mkdir(parents=True, exist_ok=True)
    page = context.new_page()
    for kind, path in sorted(Crawl(context.request, site.url).kinds().items()):
        if only not in kind:
            continue
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                name = f"{kind.replace('/', '_').replace('*', 'x')}-{width}-{scheme}.png"
                page.screenshot(path=folder / name, full_page=True)
        print(f"  {kind:<40} {path}", flush=True)


def take_for_readme(context):
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto("/en/")
    page.screenshot(path=README)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--as", dest="role", default="visitor")
    parser.add_argument("--only", default="", help="a part of the kinds' names")
    parser.add_argument("--readme", action="store_true", help="the picture of the README alone")
    options = parser.parse_args()
    if chromium.path() is None:
        return chromium.refuse()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with (
        tempfile.TemporaryDirectory(prefix="hub-pictures-") as folder,
        served(Path(folder) / "site") as site,
        sync_playwright() as playwright,
    ):
        django.setup()
        browser = playwright.chromium.launch(
            executable_path=chromium.path(), args=chromium.ARGUMENTS
        )
        context = log_in(browser, site, options.role)
        if options.readme:
            take_for_readme(context)
        else:
            take_all(context, site, ROOT / "var" / "screenshots" / options.role, only=options.only)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
