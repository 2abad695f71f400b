"""A member edits the work programme: suggest, accept, adopt; every version stays readable."""

import re

import pytest
from playwright.sync_api import expect

PROGRAMME = "/en/work-programmes/2023/"
BEFORE = "it says at every meeting how far it is"


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without"])
def test_a_member_edits_the_work_programme(page_as, javascript):
    word = "clearly" if javascript else "plainly"
    after = f"it says at every meeting, in two sentences and {word}, how far it is"
    member, expert, secretariat, visitor = (
        page_as(role, java_script_enabled=javascript)
        for role in ("member", "expert", "secretariat", "visitor")
    )

    open_an_older_version(member)
    draft_url = open_the_draft(member)
    suggestion_url = suggest(member, after)
    expect(member.locator("ins", has_text=word)).to_have_count(1)
    accept(expert, suggestion_url)
    adopted_url = make_version(secretariat, "Adopted version", f"1.1 {word}")

    for url in (PROGRAMME, adopted_url):
        visitor.goto(url)
        expect(visitor.get_by_text(after)).to_be_visible()
    visitor.goto(f"{PROGRAMME}versions/2/")
    expect(visitor.get_by_text("This is an older version.")).to_be_visible()
    expect(visitor.get_by_text(after)).to_have_count(0)
    member.goto(draft_url)
    expect(member.get_by_text(BEFORE)).to_be_visible()
    member.goto(f"{PROGRAMME}suggestions/")
    expect(member.get_by_text("Good idea.").first).to_be_visible()

    # The draft for the next round, so that the story can be told again.
    edit_the_working_text(expert, after, BEFORE)
    make_version(expert, "Draft for comments", "1.2")
    expect(expert.get_by_text(BEFORE)).to_be_visible()


def open_an_older_version(page):
    page.goto(PROGRAMME)
    page.get_by_role("link", name="All versions").click()
    page.get_by_role("link", name="1.0", exact=True).first.click()
    page.wait_for_url("**/versions/2/")


def open_the_draft(page) -> str:
    page.goto(PROGRAMME)
    page.locator(".version-bar").get_by_role("link", name="open for comments").click()
    page.wait_for_url(re.compile(r"/versions/\d+/$"))
    return page.url


def suggest(page, words) -> str:
    clause = page.locator(".clause", has_text=BEFORE)
    clause.get_by_role("link", name="Suggest other wording").click()
    text = page.get_by_label("Text")
    expect(text).to_have_value(re.compile(r"\*\*task force\*\*"))
    text.fill(text.input_value().replace(BEFORE, words))
    page.get_by_label("Why?").fill("So that everybody listens.")
    page.get_by_role("button", name="Send the suggestion").click()
    page.wait_for_url(re.compile(r"/suggestions/\d+/$"))
    return page.url


def accept(page, suggestion_url):
    page.goto(suggestion_url)
    page.get_by_role("button", name="Decline").click()
    expect(page.locator(".error-summary")).to_be_visible()  # a decision needs a reason
    page.get_by_label("Your answer").fill("Good idea.")
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator(".badge").first).to_have_text("Accepted")


def make_version(page, kind, name) -> str:
    page.goto(PROGRAMME)
    page.get_by_role("link", name="Make a version").click()
    page.get_by_label(kind).check()
    page.get_by_label("Name of the version").fill(name)
    page.get_by_role("button", name="Make the version").click()
    page.wait_for_url(re.compile(r"/versions/\d+/$"))
    return page.url


def edit_the_working_text(page, old, new):
    page.goto(f"{PROGRAMME}working-text/")
    page.locator(".clause", has_text=old).get_by_role("link", name="Edit").click()
    text = page.get_by_label("Text")
    text.fill(text.input_value().replace(old, new))
    page.get_by_role("button", name="Save the clause").click()
    page.wait_for_url("**/working-text/**")
