"""The language of phrases: forms, gaps, alternatives and what may not stand beside."""

import pytest

from activities.understanding.text.patterns import MANY, Phrases, tokens

CLASSES = {"pet": "cat|dog"}
FORMS = {"see": "saw seen"}


def _found(phrase: str, text: str) -> list[str]:
    words = tokens(text)
    spans = Phrases({"it": [phrase]}, CLASSES, FORMS).find(words)
    return [text[words[span.start].start : words[span.end - 1].end] for span in spans]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("print", "it prints, printed and printing", ["prints", "printed", "printing"]),
        ("=print", "it prints and will print", ["print"]),
        ("see", "we saw and have seen", ["saw", "seen"]),
        ("carry|stop", "carried, stopped", ["carried", "stopped"]),
        ("@pet", "two dogs, one cat", ["dogs", "cat"]),
        ("see ..2 =map", "see it on map; see all of it on map", ["see it on map"]),
        ("see ..2 =map", "see, a map", []),
        ("see ~2 =map", "see, a map", ["see, a map"]),
        ("see ..9 =map", "I see. A map", []),
        ("=a big? =map", "a map, a big map", ["a map", "a big map"]),
        ("!paper =calendar", "paper calendar, calendar", ["calendar"]),
        ("=map !of", "map of trees, map here", ["map"]),
        ("^ =tick", "tick it. I tick it", ["tick"]),
        ("=#many users", "50,000 users, 10.000 users, 900 users", ["50,000 users", "10.000 users"]),
    ],
)
def test_a_phrase_is_found_where_it_should_be(phrase: str, text: str, found: list[str]) -> None:
    assert _found(phrase, text) == found


def test_tokens_say_where_they_stand() -> None:
    text = "An E-Mail to 12,500 people, don't!"
    assert [t.word for t in tokens(text)] == [
        "an",
        "email",
        "to",
        MANY,
        "people",
        ",",
        "don't",
        "!",
    ]
    assert all(text[t.start : t.end] for t in tokens(text))


@pytest.mark.parametrize("phrase", ["..2 see", "see ..2", "maybe? see", "a !b c"])
def test_a_phrase_without_a_firm_beginning_or_end_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="begin and end"):
        Phrases({"it": [phrase]}, CLASSES, FORMS)
