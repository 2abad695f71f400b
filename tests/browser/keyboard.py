"""A person without a mouse: reaches what the page offers with Tab, and sees where the focus is."""

from playwright.sync_api import expect

LONGEST_WAY = 120  # presses of Tab

# Nothing but a visible focus may end a press of Tab; the skip link shows itself when it has it.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const over = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
  return {
    html: element.outerHTML.slice(0, 120),
    outlined: style.outlineStyle !== "none" || style.boxShadow !== "none",
    seen: !!over && (element.contains(over) || over.contains(element)),
  };
}"""


class Keyboard:
    """`Keyboard(page).reach(locator)`, then type or press; every stop on the way is checked."""

    def __init__(self, page):
        self.page, self.faults = page, []

    def reach(self, target, key="Tab"):
        """Press the key until the target has the focus."""
        target = target.first
        expect(target).to_be_attached()
        for _ in range(LONGEST_WAY):
            if self.is_on(target):
                return
            self.page.keyboard.press(key)
            self.look()
        raise AssertionError(f"{target} is not reached with {key} on {self.page.url}")

    def is_on(self, target) -> bool:
        return target.evaluate("element => element === document.activeElement")

    def look(self):
        stop = self.page.evaluate(FOCUS)
        if stop and not (stop["outlined"] and stop["seen"]):
            hidden = "is hidden" if stop["outlined"] else "has no visible focus"
            self.faults.append(f"{self.page.url}: {stop['html']} {hidden}")

    def press(self, target, key="Enter"):
        """Follow a link, press a button, open a menu."""
        self.reach(target)
        self.page.keyboard.press(key)

    def type(self, target, words):
        """Write into a field, instead of what stands in it."""
        self.reach(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)
