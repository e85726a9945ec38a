"""A photo is taken for a photo, and a link to one, or what is said about one, for what it is."""

import pytest

from activities.understanding.knowledge.inference import infer
from models.specification import FieldType


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("photo", FieldType.PHOTO),
        ("cover picture", FieldType.PHOTO),
        ("photos", FieldType.PHOTO),
        ("picture of the plant", FieldType.PHOTO),
        ("logo as image", FieldType.PHOTO),
        ("photo link", FieldType.URL),
        ("link to a photo", FieldType.URL),
        ("picture url", FieldType.URL),
        ("number of photos", FieldType.INTEGER),
        ("photo credit", FieldType.TEXT),
        ("photographer", FieldType.TEXT),
    ],
)
def test_the_words_say_what_it_is(words: str, kind: FieldType) -> None:
    assert infer(words).type is kind
