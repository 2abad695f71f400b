"""An operator posts an offer, the national authority approves it, a visitor finds it."""

import re
import time
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.watching import axe_faults_in_both_schemes

TITLE = "Snöskotrar och slöjd: vinterpraktik i Gällivare"


def fill_offer(page):
    page.get_by_label("We host", exact=True).check()
    page.get_by_label("Written in").select_option("sv")
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("What you offer and what you look for").fill(
        "Sex platser i vår verkstad.\nTvå handledare, boende i byn."
    )
    page.get_by_label("Title in English").fill("Snowmobiles and handicraft: a winter placement")
    page.get_by_role("group", name="Sectors of the placements").get_by_label(
        "Crafts and repair"
    ).check()
    page.get_by_role("group", name="Languages that you speak").get_by_label("Swedish").check()
    page.get_by_label("Largest group").fill("6")
    page.get_by_label("From (optional)", exact=True).fill("2027-01-11")
    page.get_by_label("Until (optional)", exact=True).fill("2027-03-26")


def test_an_offer_from_draft_to_visitor(page_as, site):
    operator, authority, visitor = page_as("operator"), page_as("authority"), page_as()

    # The operator starts with a draft, and is told what is missing before it can be sent.
    operator.goto("/en/partners/")
    operator.get_by_role("link", name="Post an offer").click()
    fill_offer(operator)
    operator.get_by_role("button", name="Save and send for approval").click()
    expect(operator.get_by_role("alert")).to_contain_text("Last day of the offer")
    expect(operator.get_by_label("Title", exact=True)).to_have_value(TITLE)
    assert axe_faults_in_both_schemes(operator) == []

    operator.get_by_role("button", name="Save draft").click()
    operator.wait_for_url(re.compile(r"/partners/\d+/$"))
    expect(operator.get_by_role("heading", level=1)).to_have_text(TITLE)
    offer = operator.url
    assert visitor.goto(offer).status == 404

    operator.get_by_role("link", name="Edit", exact=True).click()
    last_day = timezone.localdate() + timedelta(days=60)
    operator.get_by_label("Last day of the offer").fill(last_day.isoformat())
    operator.get_by_role("button", name="Save and send for approval").click()
    expect(operator.get_by_text("Waiting for approval").first).to_be_visible()

    # The authority in charge gets a mail, reads the offer and approves it.
    assert wait_for_mail(site, "authority@alma.example", "waits for your decision")
    authority.goto("/en/partners/moderation/")
    authority.get_by_role("link", name=TITLE).click()
    authority.get_by_role("link", name="Read and decide").click()
    authority.get_by_role("button", name="Return for changes").click()
    expect(authority.get_by_role("alert")).to_contain_text("Give a reason")
    authority.get_by_role("button", name="Approve").click()
    expect(authority.get_by_text("Approved. The offer is public now.")).to_be_visible()
    assert wait_for_mail(site, "operator@alma.example", "Your offer was approved")

    # A visitor finds it by words, country and role.
    visitor.goto("/en/partners/")
    visitor.get_by_label("Words").fill("gallivare slojd")
    visitor.get_by_label("Sweden").check()
    visitor.get_by_label("We host", exact=False).first.check()
    visitor.get_by_role("button", name="Show offers").click()
    expect(visitor.get_by_text("1 offer", exact=True)).to_be_visible()
    assert axe_faults_in_both_schemes(visitor) == []
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor).to_have_url(offer)
    expect(visitor.locator("main")).to_contain_text("January – March 2027")
    assert axe_faults_in_both_schemes(visitor) == []


def wait_for_mail(site, address, subject, seconds=60):
    """The worker sends it in a moment."""
    for _ in range(seconds * 4):
        if any(address in mail and subject in " ".join(mail.split()) for mail in site.mails()):
            return True
        time.sleep(0.25)
    return False
