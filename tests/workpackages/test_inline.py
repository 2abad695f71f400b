import pytest
from hypothesis import given
from hypothesis import strategies as st

from workpackages.addresses import link_to
from workpackages.inline import (
    Run,
    canonical_html,
    from_markup,
    inline_html,
    plain_text,
    rich_html,
    tidy,
    to_markup,
)


@pytest.mark.parametrize(
    ("html", "canonical"),
    [
        ('<p data-block-key="ab12c">Words</p>', "<p>Words</p>"),
        ("<p><strong>b</strong> <em>i</em></p>", "<p><b>b</b> <i>i</i></p>"),
        ("<p><i><b>both</b></i></p>", "<p><b><i>both</i></b></p>"),
        ("<p><b>one </b><b>two</b></p>", "<p><b>one two</b></p>"),
        ("<p>  much \n space </p>", "<p>much space</p>"),
        ("bare words", "<p>bare words</p>"),
        ("<p></p><p> </p>", ""),
        ("<p>a &amp; b &lt;c&gt;</p>", "<p>a &amp; b &lt;c&gt;</p>"),
        ('<p><a href="https://a.eu/?x=1&amp;y=2">l</a></p>',) * 2,
        ('<p><a linktype="page" id="7">l</a></p>',) * 2,
        ('<p><a href="javascript:alert(1)">l</a></p>', "<p>l</p>"),
        ('<p><a linktype="page" id="x">l</a></p>', "<p>l</p>"),
        ('<p onclick="x()">a<script>b()</script><img src=x onerror=c()></p>', "<p>a</p>"),
        ("<p>line<br>break</p>", "<p>line<br/>break</p>"),
        ("<ul><li>one</li><li>two</li></ul>", "<p>onetwo</p>"),
        ("nothing\x00 \x0b", "<p>nothing</p>"),
    ],
)
def test_canonical_html(html, canonical):
    assert canonical_html(html) == canonical


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One\r\ntwo", "<p>One<br/>two</p>"),
        ("**b** *i* ***bi***", "<p><b>b</b> <i>i </i><b><i>bi</i></b></p>"),
        ("[words](https://a.eu/x)", '<p><a href="https://a.eu/x">words</a></p>'),
        ("**[words](https://a.eu)**", '<p><b></b><a href="https://a.eu"><b>words</b></a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("5 * 3 and 2 * 4", "<p>5 * 3 and 2 * 4</p>"),
        ("a *lone star", "<p>a *lone star</p>"),
        (r"\*no\* and \[no](https://a.eu)", "<p>*no* and [no](https://a.eu)</p>"),
        ("A note[1] <b>x</b>", "<p>A note[1] &lt;b&gt;x&lt;/b&gt;</p>"),
        ("  \n\n ", ""),
    ],
)
def test_from_markup(markup, html):
    assert from_markup(markup) == html.replace("<b></b>", "")


def test_links_are_shown_and_resolved_by_the_caller():
    html = '<p><a linktype="page" id="7">the meeting</a></p>'

    markup = to_markup(html, address={"page:7": "/en/meetings/"}.get)

    assert markup == "[the meeting](/en/meetings/)"
    assert from_markup(markup, link={"/en/meetings/": "page:7"}.get) == html


runs = st.builds(
    Run,
    text=st.text(alphabet="ab *[]()\\1\n_é.<&", min_size=1, max_size=6),
    bold=st.booleans(),
    italic=st.booleans(),
    link=st.sampled_from(["", "", "https://a.eu/x", "page:3"]),
)
texts = st.lists(st.lists(runs, max_size=6), max_size=3).map(
    lambda paragraphs: rich_html(found for runs in paragraphs if (found := tidy(runs)))
)


@given(texts)
def test_plain_markup_loses_nothing(html):
    assert canonical_html(html) == html
    assert from_markup(to_markup(html)) == html


@given(st.text())
def test_whatever_comes_in_is_clean_and_stays(text):
    for html in (canonical_html(text), from_markup(text)):
        assert canonical_html(html) == html
        assert "<script" not in html


@given(st.lists(runs, max_size=5))
def test_words_stay_in_their_order(runs):
    words = "".join(run.text for run in runs).split()

    assert plain_text(f"<p>{inline_html(tidy(runs))}</p>").split() == words


@pytest.mark.parametrize("address", ["https://[::1]@evil.example", "//[x", "http://[", "/en/[x]/"])
@pytest.mark.django_db
def test_what_no_python_reads_as_an_address_stays_as_it_was_typed(address):
    assert link_to(address) == address
