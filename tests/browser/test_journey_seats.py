"""A stranger signs up, asks for a seat, is let in by the authority, posts an offer, invites."""

import re
import time
from email import message_from_bytes, policy

from playwright.sync_api import expect

from tests.browser.watching import axe_faults_in_both_schemes

ADDRESS = "alva.nyberg@alma.example"
COLLEAGUE = "sixten.lund@alma.example"
PASSWORD = "renskav-och-mandelpotatis"
HOUSE = "Fjällhuset i Jokkmokk"


def link_in_mail(site, address, pattern, about="", seconds=60):
    """The newest link of this kind that was mailed to the address, in a letter about this."""
    for _ in range(seconds * 4):
        for text in reversed(site.mails()):
            letter = message_from_bytes(text.encode(), policy=policy.default)
            if address in str(letter["To"]):
                body = letter.get_body(("plain",)).get_content()
                found = re.search(pattern, body)
                if found and about in body:
                    return found[0]
        time.sleep(0.25)
    raise AssertionError(f"no mail to {address} has {pattern}")


def test_from_stranger_to_offer(page_as, site):
    stranger, authority, colleague = page_as(), page_as("authority"), page_as()

    make_account(stranger, site)
    ask_for_seat_in_new_organisation(stranger)
    let_in(authority, site)
    post_offer(stranger)
    invite(stranger, colleague, site)
    hand_over(stranger, colleague, site)


def make_account(stranger, site):
    """Somebody makes an account and confirms the address."""
    stranger.goto("/en/accounts/signup/")
    stranger.get_by_label("First name").fill("Alva")
    stranger.get_by_label("Last name").fill("Nyberg")
    stranger.get_by_label("E-mail address").fill(ADDRESS)
    stranger.get_by_label("Password", exact=True).fill(PASSWORD)
    stranger.get_by_role("button", name="Make an account").click()
    stranger.wait_for_url(re.compile("confirm-email"))
    stranger.goto(link_in_mail(site, ADDRESS, r"http\S+/accounts/confirm-email/\S+"))
    stranger.get_by_role("button", name="Confirm").click()
    stranger.wait_for_url(lambda url: "confirm-email" not in url)
    if "/login/" in stranger.url:
        stranger.get_by_label("E-mail address").fill(ADDRESS)
        stranger.get_by_label("Password", exact=True).fill(PASSWORD)
        stranger.get_by_role("button", name="Sign in", exact=True).click()
        stranger.wait_for_url(lambda url: "/login/" not in url)


def ask_for_seat_in_new_organisation(stranger):
    """The organisation is not there yet, so it is named."""
    stranger.goto("/en/accounts/seats/")
    expect(
        stranger.get_by_text("No organisation has confirmed you yet", exact=True)
    ).to_be_visible()
    stranger.get_by_role("link", name="Ask for a seat").click()
    stranger.get_by_label("Where do you work?").fill(HOUSE)
    stranger.get_by_role("button", name="Find the organisation").click()
    stranger.get_by_role("link", name="Name the organisation").click()
    expect(stranger.get_by_label("Name of the organisation")).to_have_value(HOUSE)
    stranger.get_by_role("button", name="Ask for a seat").click()
    expect(stranger.get_by_role("alert")).to_be_visible()
    assert axe_faults_in_both_schemes(stranger) == []
    stranger.get_by_label("Kind").select_option("ngo")
    stranger.get_by_label("Country").select_option("SE")
    stranger.get_by_label("What you do there").fill("I lead the house.")
    stranger.get_by_role("button", name="Ask for a seat").click()
    expect(stranger.get_by_text("Waits for confirmation")).to_be_visible()
    assert axe_faults_in_both_schemes(stranger) == []


def let_in(authority, site):
    """The national authority is told, and lets the person in."""
    authority.goto(
        link_in_mail(site, "authority@alma.example", r"http\S+/seats/proposals/\d+/", HOUSE)
    )
    expect(authority.locator("main")).to_contain_text("I lead the house.")
    authority.get_by_role("button", name="Decline").click()
    expect(authority.get_by_role("alert")).to_contain_text("Give a reason")
    assert axe_faults_in_both_schemes(authority) == []
    authority.get_by_role("button", name="Confirm").click()
    expect(authority.get_by_text(f"{HOUSE} is taken in.")).to_be_visible()

    assert link_in_mail(site, ADDRESS, r"http\S+/accounts/seats/")


def post_offer(stranger):
    """The rights come with the next page of the open session."""
    stranger.goto("/en/accounts/seats/")
    expect(stranger.get_by_text("You act for it")).to_be_visible()
    expect(stranger.locator("header.top")).to_contain_text(f"for {HOUSE}")
    stranger.goto("/en/partners/")
    stranger.get_by_role("link", name="Post an offer").click()
    stranger.get_by_label("Title", exact=True).fill("Fyra platser i fjällhuset")
    stranger.get_by_role("button", name="Save draft").click()
    stranger.wait_for_url(re.compile(r"/partners/\d+/$"))
    expect(stranger.locator("main")).to_contain_text(HOUSE)


def invite(stranger, colleague, site):
    """A colleague is invited, and is in without asking anybody."""
    stranger.goto("/en/accounts/seats/")
    stranger.get_by_role("link", name="People and invitations").last.click()
    stranger.get_by_role("link", name="Invite somebody").click()
    assert axe_faults_in_both_schemes(stranger) == []
    stranger.get_by_label("E-mail address").fill(COLLEAGUE)
    stranger.get_by_role("button", name="Send the invitation").click()
    expect(stranger.get_by_role("heading", name="Open invitations")).to_be_visible()
    expect(stranger.locator("main")).to_contain_text(COLLEAGUE)
    assert axe_faults_in_both_schemes(stranger) == []
    colleague.goto(link_in_mail(site, COLLEAGUE, r"http\S+/accounts/invitation/\S+"))
    assert axe_faults_in_both_schemes(colleague) == []
    colleague.get_by_label("First name").fill("Sixten")
    colleague.get_by_label("Last name").fill("Lund")
    colleague.get_by_label("Password", exact=True).fill(PASSWORD)
    colleague.get_by_role("button", name="Make an account and accept").click()
    expect(colleague.get_by_text(f"Welcome to {HOUSE}.")).to_be_visible()


def hand_over(stranger, colleague, site):
    """The first one leaves; the colleague is named for the offer."""
    stranger.goto("/en/accounts/seats/")
    stranger.get_by_role("link", name="Hand over").click()
    expect(stranger.locator("main")).to_contain_text("Fyra platser i fjällhuset")
    assert axe_faults_in_both_schemes(stranger) == []
    stranger.get_by_label("Colleague").select_option("Sixten Lund")
    stranger.get_by_role("button", name="Hand over").click()
    expect(stranger.get_by_text("What stays open is now with: Sixten Lund.")).to_be_visible()
    assert link_in_mail(site, COLLEAGUE, "has named you to take over")
    colleague.goto("/en/partners/mine/")
    expect(colleague.get_by_role("link", name="Fyra platser i fjällhuset").first).to_be_visible()
