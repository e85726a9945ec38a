"""Texts are read word by word, in parts where they are long."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.understanding.marking.encoder import MOST_PIECES, MOST_WORDS, encode, words_of


def test_words_numbers_and_signs_are_words() -> None:
    text = "Mum's jars (2): 3,50 € & 🎉"
    words = [text[a:b] for a, b in words_of(text)]
    assert words == ["Mum's", "jars", "(", "2", ")", ":", "3", ",", "50", "€", "&", "🎉"]


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_every_word_has_a_vector(text: str) -> None:
    encoded = encode(text)
    assert len(encoded.firsts) == len(encoded.lasts) == len(encoded.spans)
    assert np.isfinite(encoded.pieces).all()


def test_a_word_is_read_the_same_wherever_a_long_text_is_cut() -> None:
    sentence = "Books with a title and an author. "
    short, long = encode(sentence * 3), encode(sentence * 60)
    assert len(long.spans) == 60 * len(encode(sentence).spans)
    assert np.isfinite(long.pieces).all()
    same = np.dot(short.firsts[0], long.firsts[0])
    assert same > 0.6 * np.dot(short.firsts[0], short.firsts[0])


def test_only_so_many_words_are_read() -> None:
    assert len(encode("word " * (MOST_WORDS + 100)).spans) == MOST_WORDS


def test_long_words_are_read_until_their_pieces_are_enough() -> None:
    words = "Krankenversicherungsbeitragsbescheinigung " * 300
    encoded = encode(words)
    pieces = len(encoded.pieces) / len(encoded.spans)
    assert len(encoded.spans) < 300
    assert len(encoded.pieces) + pieces > MOST_PIECES


def test_what_is_no_word_at_the_end_is_not_left_unread() -> None:
    assert not encode("A list of my books. Like https://example.com/" + "a" * 80).unread
    assert encode("word " * (MOST_WORDS + 1)).unread.strip() == "word"
