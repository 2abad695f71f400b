"""A member edits the work programme: suggest, accept, adopt; every version stays readable."""

import re

import pytest
from playwright.sync_api import expect

PROGRAMME = "/en/work-programmes/2023/"
BEFORE = "it says at every meeting how far it is"
AFTER = "it says at every meeting, in two sentences, how far it is"


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without"])
def test_a_member_edits_the_work_programme(page_as, javascript):
    word = "plainly" if not javascript else "clearly"
    after = AFTER.replace("in two sentences", f"in two sentences and {word}")

    member = page_as("member", java_script_enabled=javascript)
    member.goto(PROGRAMME)
    member.get_by_role("link", name="All versions").click()
    member.get_by_role("link", name="1.0", exact=True).first.click()
    member.wait_for_url("**/versions/2/")
    member.goto(PROGRAMME)
    member.locator(".version-bar").get_by_role("link", name="open for comments").click()
    member.wait_for_url("**/versions/*/")
    draft_url = member.url
    clause = member.locator(".clause", has_text=BEFORE)
    clause.get_by_role("link", name="Suggest other wording").click()
    text = member.get_by_label("Text")
    expect(text).to_have_value(re.compile(r"\*\*task force\*\*"))
    text.fill(text.input_value().replace(BEFORE, after))
    member.get_by_label("Why?").fill("So that everybody listens.")
    member.get_by_role("button", name="Send the suggestion").click()
    expect(member.locator("ins", has_text=word)).to_have_count(1)
    suggestion_url = member.url

    expert = page_as("expert", java_script_enabled=javascript)
    expert.goto(suggestion_url)
    expert.get_by_role("button", name="Decline").click()
    expect(expert.locator(".error-summary")).to_be_visible()
    expert.get_by_label("Your answer").fill("Good idea.")
    expert.get_by_role("button", name="Accept", exact=True).click()
    expect(expert.locator(".badge").first).to_have_text("Accepted")

    secretariat = page_as("secretariat", java_script_enabled=javascript)
    secretariat.goto(PROGRAMME)
    secretariat.get_by_role("link", name="Make a version").click()
    secretariat.get_by_label("Adopted version").check()
    secretariat.get_by_label("Name of the version").fill(f"1.1 {word}")
    secretariat.get_by_role("button", name="Make the version").click()
    secretariat.wait_for_url(re.compile(r"/versions/\d+/$"))
    adopted_url = secretariat.url

    visitor = page_as("visitor", java_script_enabled=javascript)
    visitor.goto(PROGRAMME)
    expect(visitor.get_by_text(after)).to_be_visible()
    visitor.goto(adopted_url)
    expect(visitor.get_by_text(after)).to_be_visible()
    visitor.goto(f"{PROGRAMME}versions/2/")
    expect(visitor.get_by_text("This is an older version.")).to_be_visible()
    expect(visitor.get_by_text(after)).to_have_count(0)
    member.goto(draft_url)
    expect(member.get_by_text(BEFORE)).to_be_visible()
    member.goto(f"{PROGRAMME}suggestions/")
    expect(member.get_by_text("Good idea.").first).to_be_visible()

    # The draft for the next round, so that the story can be told again.
    expert.goto(f"{PROGRAMME}working-text/")
    working = expert.locator(".clause", has_text=after)
    working.get_by_role("link", name="Edit").click()
    words = expert.get_by_label("Text")
    words.fill(words.input_value().replace(after, BEFORE))
    expert.get_by_role("button", name="Save the clause").click()
    expert.goto(f"{PROGRAMME}versions/new/")
    expert.get_by_label("Draft for comments").check()
    expert.get_by_label("Name of the version").fill("1.2")
    expert.get_by_role("button", name="Make the version").click()
    expect(expert.get_by_text(BEFORE)).to_be_visible()
