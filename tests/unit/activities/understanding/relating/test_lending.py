"""When something was lent and came back is told of loans, not of who had it."""

import pytest

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.knowledge.lexicon import load
from activities.understanding.relating.lending import part_loans
from models.fields import FieldType


def _draft(*days: str, things: tuple[str, ...] = ("instrument",), who: str = "member") -> Draft:
    draft = Draft(load())
    for name in (*things, who):
        thing = load().things.get(name)
        draft.entities[name] = DraftEntity(name, name, name, thing, name, STATED, described=True)
    for day in days:
        made = field_from(Hint(day, FieldType.DATE), owner=who)
        draft.entities[who].fields.append(DraftField(made, day, STATED))
    return draft


@pytest.mark.parametrize(
    ("language", "lent", "back", "label"),
    [
        ("fr", "prêté le", "rendu le", "Prêt"),
        ("de", "ausgeliehen am", "zurück am", "Ausleihe"),
        ("es", "prestado el", "devuelto el", "Préstamo"),
        ("it", "prestato il", "restituito il", "Prestito"),
        ("pt", "emprestado em", "devolvido em", "Empréstimo"),
        ("nl", "uitgeleend op", "terug op", "Uitlening"),
        ("pl", "wypożyczone", "zwrócone", "Wypożyczenie"),
    ],
)
def test_days_of_lending_are_loans(language: str, lent: str, back: str, label: str) -> None:
    draft = _draft("telefon", lent, back)
    draft.link(draft.entities["member"], draft.entities["instrument"], "has", evidence="told")
    part_loans(draft, language)
    assert not draft.links_of("member")
    loan = draft.entities["loan"]
    assert loan.label == label
    assert [told.evidence for told in loan.fields] == [lent, back]
    assert [told.evidence for told in draft.entities["member"].fields] == ["telefon"]
    assert {link.relation.target for link in draft.links_of("loan")} == {"instrument", "member"}


@pytest.mark.parametrize(
    "draft",
    [
        _draft("prêté le"),
        _draft("né le", "rendu le"),
        _draft("prêté le", "rendu le", things=()),
        _draft("prêté le", "rendu le", things=("instrument", "room")),
        _draft("prêté le", "rendu le", who="book"),
    ],
)
def test_it_has_to_be_clear_what_is_lent_to_whom(draft: Draft) -> None:
    part_loans(draft, "fr")
    assert "loan" not in draft.entities
