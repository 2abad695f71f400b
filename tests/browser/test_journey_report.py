"""The secretariat publishes a meeting report; a visitor reads the summary, a member all of it."""

import re

from playwright.sync_api import expect

from tests.browser.watching import axe_faults

MEETING = "/en/meetings/second-network-meeting/"
SUMMARY = "Members met project operators in Berlin and saw a project at work."
SECRET = "Two projects are behind schedule; please keep this among us."


def test_report_is_written_previewed_published_and_read(page_as):
    desk = page_as("secretariat")
    desk.goto(MEETING)
    desk.get_by_role("link", name="Write the report").click()
    desk.get_by_label("Summary for the public").fill(SUMMARY)
    desk.get_by_label("Report for members").fill(f"## What we saw\n\n{SECRET}\n\n- one\n- two")
    desk.get_by_role("group", name="Decision 1").get_by_label("Decision", exact=True).fill(
        "The next meeting goes together with the forum."
    )
    first = desk.get_by_role("group", name="Action 1")
    first.get_by_label("What is to be done").fill("Look for a place for the forum")
    first.get_by_label("Responsible organisation").select_option(label="ALMA Network Secretariat")
    desk.get_by_label("Next steps").fill("The secretariat writes to all projects.")

    # Publishing says what is missing and keeps what was typed.
    desk.get_by_role("button", name="Publish the report").click()
    expect(desk.get_by_role("alert").get_by_text("Action 1, Due on")).to_be_visible()
    expect(desk.get_by_label("Next steps")).to_have_value(re.compile("^The secretariat writes"))
    assert axe_faults(desk) == []

    desk.get_by_role("group", name="Action 1").get_by_label("Due on").fill("2023-07-14")
    desk.get_by_role("button", name="Save and preview").click()
    expect(desk.get_by_text(SECRET)).to_be_visible()
    assert axe_faults(desk) == []
    visitor = page_as("visitor")
    visitor.goto(MEETING)
    expect(visitor.get_by_text(SUMMARY)).to_have_count(0)

    desk.get_by_role("button", name="Publish the report").click()
    expect(desk.get_by_text("The report is published.")).to_be_visible()

    # Published in one process, seen in all of them at once.
    visitor.goto(MEETING)
    expect(visitor.get_by_text(SUMMARY)).to_be_visible()
    visitor.get_by_role("link", name="Report", exact=True).click()
    visitor.wait_for_url("**/report/")
    expect(visitor.get_by_text(SUMMARY)).to_be_visible()
    assert SECRET not in visitor.content()
    assert "goes together with the forum" not in visitor.content()
    assert axe_faults(visitor) == []

    member = page_as("member")
    member.goto(MEETING)
    expect(member.get_by_text("The next meeting goes together with the forum.")).to_be_visible()
    expect(member.get_by_text("Look for a place for the forum")).to_be_visible()
    member.get_by_role("link", name="Full report").click()
    expect(member.get_by_text(SECRET)).to_be_visible()
    expect(member.get_by_text("The secretariat writes to all projects.")).to_be_visible()
    assert axe_faults(member) == []


def test_member_closes_an_action(page_as):
    member = page_as("member")
    member.goto("/en/meetings/actions/")
    row = member.get_by_role("listitem").filter(has_text="Ask three former hosts")
    row.get_by_role("button", name="Mark as done").click()

    expect(member.get_by_text("The action is marked as done.")).to_be_visible()
    expect(row.get_by_text("Done")).to_be_visible()


def test_draft_is_written_without_a_script(page_as):
    desk = page_as("expert", java_script_enabled=False)
    desk.goto("/en/meetings/fourth-network-meeting/report/edit/")
    desk.get_by_role("group", name="Decision 1").get_by_label("Decision", exact=True).fill("Yes.")
    desk.get_by_role("button", name="Add a decision").click()
    expect(desk.get_by_role("group", name="Decision 4")).to_be_visible()
    desk.get_by_role("button", name="Save draft").last.click()

    expect(desk.get_by_text("The draft is saved.")).to_be_visible()
    expect(desk.get_by_role("button", name="Publish the report")).to_have_count(0)
