import re
import uuid

import pytest

from workpackages.clauses import (
    canonical,
    canonical_text,
    checksum,
    full_text,
    like_before,
    new_clause,
    split_paragraphs,
    with_ids,
)

ID = "11111111-1111-4111-8111-111111111111"


def paragraph(text, *notes):
    return {"type": "paragraph", "id": ID, "value": {"text": text, "notes": list(notes)}}


def test_editor_marks_do_not_change_the_canonical_form():
    typed = paragraph("<p>Members <strong>meet</strong>.</p>")
    edited = paragraph('<p data-block-key="x1y2z">Members <b>meet</b>.</p>')

    assert canonical(typed) == canonical(edited)
    assert checksum(canonical_text([typed])) == checksum(canonical_text([edited]))


def test_canonical_form_is_stable():
    clause = new_clause(
        "table",
        caption=" A  table ",
        header_row=True,
        rows=[{"cells": ["<p>a</p>", "<p><em>b</em></p>"]}],
        notes=["<p>note</p>"],
    )

    assert canonical(clause) == clause
    assert clause["value"]["caption"] == "A table"


def test_what_is_not_known_is_kept():
    clause = {"type": "chart", "id": ID, "value": {"points": [1, 2]}}
    richer = {"type": "paragraph", "id": ID, "value": {"text": "a", "notes": [], "colour": "red"}}

    assert canonical(clause) == clause
    assert canonical(richer)["value"]["colour"] == "red"


def test_members_without_an_id_get_one_and_the_others_keep_theirs():
    clause = paragraph("<p>a[1][2]</p>", "<p>bare</p>", {"type": "item", "id": "n", "value": "x"})

    notes = with_ids([canonical(clause)])[0]["value"]["notes"]

    assert uuid.UUID(notes[0]["id"])
    assert notes[1]["id"] == "n"
    assert with_ids([canonical(clause)]) == with_ids([canonical(clause)])


def test_enter_splits_a_paragraph_with_its_notes():
    clause = paragraph(
        '<p data-block-key="aaaaa">One[1].</p><p data-block-key="bbbbb">Two[2] and[3].</p>',
        {"type": "item", "id": "1", "value": "<p>first</p>"},
        {"type": "item", "id": "2", "value": "<p>second</p>"},
        {"type": "item", "id": "3", "value": "<p>third</p>"},
    )

    first, second = split_paragraphs([clause])

    assert first["id"] == ID
    assert [note["id"] for note in first["value"]["notes"]] == ["1"]
    assert [note["id"] for note in second["value"]["notes"]] == ["2", "3"]
    assert canonical(second)["value"]["text"] == "<p>Two[1] and[2].</p>"
    assert second["id"] == split_paragraphs([clause])[1]["id"] != ID


def test_two_splits_from_plain_text_never_share_an_id():
    clause = paragraph("<p>One.</p><p>Two.</p>")

    assert split_paragraphs([clause])[1]["id"] != split_paragraphs([clause])[1]["id"]


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        (["a", "b", "c"], ["1", "2", "3"]),
        (["a", "c"], ["1", "3"]),
        (["a", "B", "c"], ["1", "2", "3"]),
        (["new", "a", "b", "c"], [None, "1", "2", "3"]),
        (["c", "a", "b"], [None, "1", "2"]),
    ],
)
def test_items_keep_their_ids(new, kept):
    before = [{"type": "item", "id": str(at), "value": value} for at, value in enumerate("abc", 1)]

    ids = [member["id"] for member in like_before(new, before)]

    assert [key if key in ("1", "2", "3") else None for key in ids] == kept
    assert len(set(ids)) == len(ids)


def test_full_text_has_all_words():
    text = [
        new_clause("heading", level="2", text="Aims"),
        new_clause("paragraph", text="<p>Meet[1].</p>", notes=["<p>Online.</p>"]),
        new_clause("list", kind="bullets", items=[{"text": "<p>one</p>"}, {"text": "<p>two</p>"}]),
        new_clause("callout", title="Note", text="<p>Well.</p>"),
        new_clause("quotation", text="<p>Yes.</p>", source="Somebody"),
        new_clause("table", caption="T", rows=[{"cells": ["<p>a</p>", "<p>b</p>"]}]),
    ]

    assert full_text(text) == (
        "Aims\n\nMeet[1].\n\nOnline.\n\none\ntwo\n\nNote\nWell.\n\nYes.\nSomebody\n\nT\na | b"
    )


@pytest.mark.parametrize("bad", ['x"><script>alert(1)</script>', "a b", "", None, "x" * 65])
def test_an_id_that_cannot_stand_in_an_address_is_replaced(bad):
    clause = with_ids([{**paragraph("<p>a[1]</p>", "<p>note</p>"), "id": bad}])[0]

    assert re.fullmatch("[0-9a-f-]{36}", clause["id"])


def test_two_clauses_never_share_an_id():
    clause = with_ids([paragraph("<p>Meet.</p>")])[0]

    first, second = with_ids([clause, clause])

    assert first["id"] == clause["id"] != second["id"]
