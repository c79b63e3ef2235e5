import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kg.marking import visible
from server.pages.evidence import Span, blocks

TEXT = "one two three\nfour <five> & six"


def html(text, *spans):
    return "".join(str(block.html) for block in blocks(text, spans))


def plain(markup):
    return unescape(re.sub(r"<[^>]*>", "", markup))


def test_a_span_is_marked_with_the_fragment_of_its_passage():
    assert html(TEXT, Span(4, 7)).startswith('one <mark class="name" id="char=4,7">two</mark> three')


def test_markup_in_the_text_is_escaped():
    assert "four &lt;five&gt; &amp; six" in html(TEXT)


def test_crossing_spans_are_split_where_they_cross():
    marked = html("abcdef", Span(0, 4, (1,)), Span(2, 6, (2,)))
    assert plain(marked) == "abcdef"
    assert marked.count('id="char=2,6"') == 1
    assert balanced(marked)


def test_a_span_over_two_paragraphs_keeps_one_id_and_puts_its_number_at_the_end():
    first, second = blocks(TEXT, [Span(8, 18, (7,))])
    assert 'id="char=8,18"' in first.html
    assert "note-7" not in first.html
    assert "note-7" in second.html
    assert 'id="' not in second.html


def test_a_name_inside_a_claim_links_to_whom_it_names():
    assert '<a href="/person/x">two</a>' in html(TEXT, Span(0, 13, (1,)), Span(4, 7, (), "/person/x"))


def test_a_name_that_holds_a_claim_is_no_link():
    assert "/person/x" not in html(TEXT, Span(0, 13, (), "/person/x"), Span(4, 7, (1,)))


def test_control_characters_become_visible_one_for_one():
    assert visible("a\x00\x1b\x7f\u202eb\n\té😀") == "a␀␛␡␦b\n\té😀"


def balanced(markup):
    open_ = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, _attrs):
            assert not (tag == "a" and "a" in open_)
            open_.append(tag)

        def handle_endtag(self, tag):
            assert open_.pop() == tag

    Reader().feed(markup)
    return not open_


texts = st.text(alphabet="ab \n<&\u202e😀\x01", min_size=1, max_size=40)


@st.composite
def worlds(draw):
    text = draw(texts)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda p: p[0] < p[1])
    pairs = draw(st.lists(ends, max_size=6, unique_by=tuple))
    return text, [Span(a, b, (n,), "/x" if n % 2 else None) for n, (a, b) in enumerate(pairs)]


@given(worlds())
def test_any_spans_leave_the_text_as_it_is_and_the_tags_in_order(world):
    text, spans = world
    marked = html(text, *spans)
    assert plain(marked) == visible(text)
    assert balanced(marked)
    for span in spans:
        assert marked.count(f'id="char={span.start},{span.end}"') == 1
