"""Labels within sentences: English loses its capital letter, other words are quoted."""

import pytest

from activities.design.wording import field_in_words, in_sentence, with_article
from activities.specification.summary import sections_of
from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from models.fields import FieldSpecification


@pytest.mark.parametrize(
    ("label", "language", "said"),
    [
        ("Date finished", "en", "date finished"),
        ("CDs", "en", "CDs"),
        ("ISBN", "en", "ISBN"),
        ("E-mail", "en", "e-mail"),
        ("Christmas cards", "en", "Christmas cards"),
        ("Mondays", "en", "Mondays"),
        ("Bücher", "de", "“Bücher”"),
        ("Livres", "und", "“Livres”"),
    ],
)
def test_a_label_within_a_sentence(label: str, language: str, said: str) -> None:
    assert in_sentence(label, language) == said


def test_a_quoted_word_has_the_article_of_its_sound() -> None:
    assert with_article("“Aufgabe”") == "an “Aufgabe”"


def test_a_mail_address_is_not_explained_twice() -> None:
    told = {"name": "e_mail", "label": "E-mail", "type": "email", "required": True}
    assert field_in_words(FieldSpecification.model_validate(told)) == "e-mail (required)"


@pytest.mark.parametrize(
    ("request_", "said", "never"),
    [
        ("Bücherliste: Bücher mit Titel und Autor", "It keeps “Bücher”: “Titel”", "bücher"),
        ("My CDs: CDs with title and artist", "It keeps CDs: ", "cds"),
    ],
)
def test_a_proposal_names_things_as_people_write_them(request_: str, said: str, never: str) -> None:
    specification = write_specification(analyse(request_))
    told = " ".join(s for part in sections_of(specification) for s in part.sentences)
    assert said in told
    promised = [item.statement for item in specification.functional]
    assert never not in " ".join([told, specification.metadata.summary, *promised])
