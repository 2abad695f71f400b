from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from workpackages.clauses import new_clause, words_of
from workpackages.comparison import compare, marked, pieces


def text(*sentences):
    return [new_clause("paragraph", text=f"<p>{sentence}</p>") for sentence in sentences]


def states(old, new):
    return [(change.state, words_of(change.clause)) for change in compare(old, new)]


def reworded(clause, words):
    clause = deepcopy(clause)
    clause["value"]["text"] = f"<p>{words}</p>"
    return clause


def test_clauses_are_unchanged_changed_moved_added_and_removed():
    old = text("Alpha one.", "Beta two.", "Gamma three.", "Delta four.")
    alpha, beta, _gamma, delta = old
    new = [delta, alpha, reworded(beta, "Beta twenty."), *text("Epsilon five.")]

    assert states(old, new) == [
        ("moved", "Delta four."),
        ("unchanged", "Alpha one."),
        ("changed", "Beta twenty."),
        ("added", "Epsilon five."),
        ("removed", "Gamma three."),
    ]


def test_clauses_without_a_common_id_are_matched_by_likeness():
    old = text("Members choose the themes of the year together.", "Nothing like it.")
    new = text("Members choose all themes of the year together.")

    assert [state for state, _ in states(old, new)] == ["changed", "removed"]


def test_words_are_marked():
    (parts,) = pieces(
        "<p>The partner search starts as a list that is sent round, and opens.</p>",
        "<p>The partner search starts as a <b>database</b> with templates, and opens.</p>",
    )

    assert [(piece.state, piece.html) for piece in parts] == [
        ("same", "The partner search starts as a "),
        ("removed", "list that is sent round,"),
        ("added", "<b>database</b> with templates,"),
        ("same", " and opens."),
    ]


def test_a_new_style_or_link_is_a_change():
    (parts,) = pieces("<p>See the page.</p>", '<p>See the <a href="https://a.eu">page.</a></p>')

    assert [(piece.state, piece.html) for piece in parts] == [
        ("same", "See the "),
        ("removed", "page."),
        ("added", '<a href="https://a.eu">page.</a>'),
    ]


def test_lists_are_compared_item_by_item():
    old = new_clause(
        "list", kind="bullets", items=[{"text": f"<p>{word}</p>"} for word in ("one", "two")]
    )
    new = deepcopy(old)
    new["value"]["items"].insert(
        1, {"type": "item", "id": "new", "value": {"level": "2", "text": "<p>half</p>"}}
    )
    new["value"]["items"].pop(2)

    lines = marked(old, new).lines

    assert [[(p.state, p.html) for p in line.pieces] for line in lines] == [
        [("same", "one")],
        [("added", "half")],
        [("removed", "two")],
    ]
    assert [line.level for line in lines] == [1, 2, 1]


def test_tables_are_compared_cell_by_cell():
    old = new_clause("table", caption="T", rows=[{"cells": ["<p>a</p>", "<p>b</p>"]}])
    new = deepcopy(old)
    new["value"]["rows"][0]["value"]["cells"][1]["value"] = "<p>c</p>"

    (row,) = marked(old, new).rows

    assert [[(p.state, p.html) for p in cell.pieces] for cell in row] == [
        [("same", "a")],
        [("removed", "b"), ("added", "c")],
    ]


def test_a_text_beside_itself_and_beside_nothing():
    old = text("Alpha.", "Beta.")

    assert [change.state for change in compare(old, old)] == ["unchanged", "unchanged"]
    assert [change.state for change in compare([], old)] == ["added", "added"]
    assert [change.state for change in compare(old, [])] == ["removed", "removed"]


NAMES = "abcdefgh"


@given(st.lists(st.sampled_from(NAMES), unique=True), st.lists(st.sampled_from(NAMES), unique=True))
def test_a_comparison_tells_both_texts(before, after):
    clauses = {
        name: {
            "type": "paragraph",
            "id": name,
            "value": {"text": f"<p>{name * 9}</p>", "notes": []},
        }
        for name in NAMES
    }
    old, new = ([clauses[name] for name in names] for names in (before, after))

    changes = compare(old, new)

    assert [change.new["id"] for change in changes if change.new] == after
    assert sorted(change.old["id"] for change in changes if change.old) == sorted(before)


words = st.lists(st.sampled_from(["one", "two", "<b>three</b>", "four"]), max_size=8).map(" ".join)


@given(words, words)
def test_the_pieces_give_both_texts_back(old, new):
    parts = [piece for row in pieces(f"<p>{old}</p>", f"<p>{new}</p>") for piece in row]

    def told(state):
        found = "".join(part.html for part in parts if part.state in ("same", state))
        return found.replace("<b>", "").replace("</b>", "").split()

    assert told("removed") == old.replace("<b>", "").replace("</b>", "").split()
    assert told("added") == new.replace("<b>", "").replace("</b>", "").split()
