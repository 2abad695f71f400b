"""The directory from the sides of those who are in it: a profile, a task force, and who sees what."""

from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard


def test_a_person_chooses_what_others_see_without_a_mouse(page_as):
    page = page_as("operator")
    keys = Keyboard(page)
    page.goto("/en/accounts/profile/")

    keys.type(page.locator("[name=post]"), "Workshop leader")
    keys.reach(page.locator("[name=post_shown_to]"))
    page.keyboard.type("Memb")
    expect(page.locator("[name=post_shown_to]")).to_have_value("members")
    keys.press(page.locator("button[name=preview]"))

    preview = page.locator("#preview")
    expect(preview.get_by_role("status")).to_be_visible()
    everybody, extended, members = preview.locator("article").all()
    expect(everybody).not_to_contain_text("Elin Forsberg")
    expect(extended).to_contain_text("Elin Forsberg")
    expect(extended).not_to_contain_text("Workshop leader")
    expect(members).to_contain_text("Workshop leader")
    assert keys.faults == []

    member = page_as("member")
    member.goto("/en/members/people/?q=Forsberg")
    expect(member.locator("main")).to_contain_text("Elin Forsberg")
    expect(member.locator("main")).not_to_contain_text("Workshop leader")

    keys.press(page.locator("form:has([name=post]) button:not([name])"))
    expect(page.locator("main")).to_contain_text("Your profile is saved.")
    member.goto("/en/members/people/?q=Workshop+leader")
    expect(member.locator("main")).to_contain_text("Elin Forsberg")


def test_a_task_force_edits_from_the_day_it_is_named_to_the_day_it_ends(page_as):
    secretariat, authority = page_as("secretariat"), page_as("authority")
    edit = "/en/work-packages/soft-outcomes/edit/"
    assert authority.goto(edit).status == 403

    secretariat.goto("/en/members/groups/soft-outcomes/")
    option = secretariat.locator("[name=person] option", has_text="Ekdahl")
    secretariat.select_option("[name=person]", value=option.get_attribute("value"))
    secretariat.locator("form:has([name=person]) button[type=submit]").click()
    expect(secretariat.locator("main")).to_contain_text("Karin Ekdahl is in the task force.")

    authority.goto(edit)
    authority.fill("[name=summary]", "What a stay abroad changes, beside a job.")
    authority.locator("form:has([name=summary]) button[type=submit]").click()
    expect(authority.locator("main")).to_contain_text("What a stay abroad changes")
    expect(authority.locator("main")).to_contain_text("Karin Ekdahl")

    secretariat.locator("button", has_text="Take Karin Ekdahl out").click()
    expect(secretariat.locator("main")).to_contain_text("has left the task force")
    assert authority.goto(edit).status == 403
