"""The part of Markdown that texts can use."""

import pytest

from app.markdown import Block, Shape, Span, Style, blocks_of, spans_of


def shapes(text: str) -> list[tuple[Shape, int, int]]:
    return [(block.shape, block.level, len(block.lines)) for block in blocks_of(text)]


def test_blocks_are_told_apart_by_their_lines() -> None:
    text = "One\ntwo\n\nthree\n# Title\nfour\n- a\n* b\n1. c\n2) d\n"
    assert shapes(text) == [
        (Shape.PARAGRAPH, 0, 2),
        (Shape.PARAGRAPH, 0, 1),
        (Shape.HEADING, 2, 1),
        (Shape.PARAGRAPH, 0, 1),
        (Shape.BULLETS, 0, 2),
        (Shape.NUMBERS, 0, 2),
    ]


def test_headings_start_below_the_title_and_leave_no_gap() -> None:
    levels = [block.level for block in blocks_of("### A\n###### B\n#### C\n### D")]
    assert levels == [2, 3, 3, 2]


@pytest.mark.parametrize(
    ("line", "style", "text", "address"),
    [
        ("**much**", Style.STRONG, "much", ""),
        ("*more*", Style.EMPHASIS, "more", ""),
        ("[map](https://a.example/x)", Style.LINK, "map", "https://a.example/x"),
        ("[prices](/prices)", Style.LINK, "prices", "/prices"),
        ("a.b@c.example", Style.LINK, "a.b@c.example", "mailto:a.b@c.example"),
    ],
)
def test_spans_have_a_style(line: str, style: Style, text: str, address: str) -> None:
    assert list(spans_of(line)) == [Span(text, style, address)]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:x", "//b.example", "vbscript:x"])
def test_links_lead_nowhere_else(address: str) -> None:
    assert all(span.style is Style.PLAIN for span in spans_of(f"[here]({address})"))


def test_an_address_ends_before_the_sentence_does() -> None:
    spans = list(spans_of("See https://a.example/x. Or not"))
    assert [span.text for span in spans] == ["See ", "https://a.example/x", ".", " Or not"]


def test_everything_else_is_text() -> None:
    line = "<b>2 * 3 * 4</b> & [x] (y) `z`"
    assert blocks_of(line) == [Block(Shape.PARAGRAPH, ((Span(line),),))]
