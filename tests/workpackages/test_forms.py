import pytest

from tests.factories.hub import ContentPageFactory
from workpackages.clauses import new_clause
from workpackages.forms import ClauseForm

pytestmark = pytest.mark.django_db


def sent(clause, **changes):
    """The form as its page shows it, sent back with some fields changed."""
    shown = ClauseForm(clause=clause, language="en")
    data = {name: field.initial or "" for name, field in shown.fields.items()} | changes
    return ClauseForm(data, clause=clause, language="en")


def test_long_text_is_not_cut_off_by_the_browser():
    form = ClauseForm(clause=new_clause("paragraph", text="<p>One.</p>"), language="en")

    assert form.fields["text"].max_length == 20_000
    assert "maxlength" not in str(form["text"])
    assert "One.</textarea>" in str(form["text"])


@pytest.mark.parametrize(
    "clause",
    [
        new_clause("heading", level="2", text="Aims & means"),
        new_clause("paragraph", text="<p>One <b>bold</b>[1].</p>", notes=["<p>A note.</p>"]),
        new_clause(
            "list",
            kind="numbers",
            items=[
                {"level": "1", "text": "<p>one</p>"},
                {"level": "2", "text": "<p>two<br/>lines</p>"},
                {"level": "1", "text": "<p><i>three</i></p>"},
            ],
        ),
        new_clause(
            "table",
            caption="T",
            header_row=True,
            rows=[{"cells": ["<p>a</p>", "<p>b</p>"]}, {"cells": ["<p>c</p>", ""]}],
        ),
        new_clause("quotation", text="<p>Yes.</p>", source="Somebody"),
        new_clause("callout", title="Mind", text="<p>One.</p><p>Two.</p>"),
    ],
    ids=lambda clause: clause["type"],
)
def test_a_form_sent_back_as_it_was_changes_nothing(clause):
    form = sent(clause)

    assert form.is_valid(), form.errors
    assert form.proposed() == clause


def test_bold_and_links_survive_a_change_of_other_words():
    page = ContentPageFactory()
    clause = new_clause(
        "paragraph",
        text=f'<p>Read the <a linktype="page" id="{page.pk}">rules</a> <b>now</b>.</p>',
    )
    shown = ClauseForm(clause=clause, language="en").fields["text"].initial

    form = sent(clause, text=shown.replace("Read", "Please read"))

    assert "/en/" in shown
    assert form.is_valid()
    assert form.proposed()["value"]["text"] == (
        f'<p>Please read the <a linktype="page" id="{page.pk}">rules</a> <b>now</b>.</p>'
    )


def test_a_list_needs_an_item_and_takes_lines_without_a_dash():
    clause = new_clause("list", kind="bullets", items=[{"text": "<p>one</p>"}])

    assert sent(clause, items="  ").errors == {"items": ["This field is required."]}
    form = sent(clause, items="- one\ngoes on\n  - deeper")
    assert form.is_valid()
    assert [item["value"] for item in form.proposed()["value"]["items"]] == [
        {"level": "1", "text": "<p>one<br/>goes on</p>"},
        {"level": "2", "text": "<p>deeper</p>"},
    ]


def test_a_table_gains_and_loses_rows():
    clause = new_clause(
        "table", caption="", rows=[{"cells": ["<p>a</p>", "<p>b</p>"]}, {"cells": ["<p>c</p>", ""]}]
    )
    ids = [row["id"] for row in clause["value"]["rows"]]

    form = sent(clause, cell_0_0="", cell_0_1="", cell_2_0="new")

    assert form.is_valid()
    rows = form.proposed()["value"]["rows"]
    assert [row["id"] for row in rows] == [ids[1], None]
    assert [cell["value"] for cell in rows[1]["value"]["cells"]] == ["<p>new</p>", ""]


def test_a_footnote_needs_its_mark():
    clause = new_clause("paragraph", text="<p>Meet.</p>")

    form = sent(clause, note_0="When?")

    assert form.errors == {
        "note_0": ["Please mark the place of this footnote in the text with [1]."]
    }
    assert sent(clause, text="Meet[1].", note_0="When?").is_valid()


def test_html_is_taken_as_words():
    clause = new_clause("paragraph", text="<p>Meet.</p>")

    form = sent(clause, text='<img src=x onerror="x()"> [a](javascript:x())')

    assert form.is_valid()
    assert form.proposed()["value"]["text"] == (
        '<p>&lt;img src=x onerror="x()"&gt; [a](javascript:x())</p>'
    )
