from hypothesis import given
from hypothesis import strategies as st

from meetings.report_text import from_text, to_text
from workpackages.clauses import canonical_text, new_clause

TEXT = """## What was said

The *first* **point**, with a [link](https://alma.example/x).

- one
  - deeper
- two

1. first
2. second

### Then

Goodbye."""


def test_text_becomes_clauses_of_the_right_kind():
    clauses = from_text(TEXT, [])

    assert [
        (clause["type"], clause["value"].get("level") or clause["value"].get("kind"))
        for clause in clauses
    ] == [
        ("heading", "2"),
        ("paragraph", None),
        ("list", "bullets"),
        ("list", "numbers"),
        ("heading", "3"),
        ("paragraph", None),
    ]


def test_text_comes_back_as_it_was_typed():
    assert to_text(from_text(TEXT, [])) == TEXT.replace("2. second", "1. second")


def test_clauses_keep_their_ids_and_notes():
    noted = new_clause("paragraph", text="<p>Stays [1]</p>", notes=["<p>A note</p>"])
    before = [noted, new_clause("paragraph", text="<p>Changes</p>")]

    after = from_text("New first.\n\nStays [1]\n\nChanged", before)

    assert [clause["id"] for clause in after[1:]] == [clause["id"] for clause in before]
    assert after[1] == noted


def test_other_kinds_of_clause_are_kept_in_their_place():
    quotation = new_clause("quotation", text="<p>So it is</p>", source="Somebody")
    before = [new_clause("paragraph", text="<p>Before</p>"), quotation]

    after = from_text(to_text(before).replace("Before", "Changed"), before)

    assert after[1] == quotation


def test_windows_lines_and_nothing_are_fine():
    assert from_text(" \r\n\r\n", []) == []
    assert [c["type"] for c in from_text("- a\r\n- b\r\n\r\nText\r\n", [])] == ["list", "paragraph"]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=8))
def test_whatever_is_typed_is_stable_after_the_first_time(lines):
    first = from_text("\n".join(lines), [])

    again = from_text(to_text(first), first)

    assert again == canonical_text(first)
