"""Requests put together from everyday words."""

import json
from pathlib import Path

from activities.understanding import marking
from evaluation.training.everyday import everyday

THINGS, FIELDS = ("book_loan", "tool", "weapon"), ("due_date", "colour")


def test_the_same_ones_come_each_time() -> None:
    first = list(everyday(THINGS, FIELDS, 200))
    assert first == list(everyday(THINGS, FIELDS, 200))
    assert len(set(first)) > 190


def test_they_name_things_as_people_do_and_none_that_might_do_harm() -> None:
    told = " | ".join(everyday(THINGS, FIELDS, 400)).lower()
    assert "book loans" in told
    assert "weapon" not in told
    assert "_" not in told


def test_the_names_that_the_network_knows_make_requests_in_all_its_languages() -> None:
    path = Path(marking.__file__).with_name("model") / "labels.json"
    names = json.loads(path.read_text(encoding="utf-8"))
    told = list(everyday(names["things"], names["fields"], 2_000))
    for word in (
        "Fotos",
        "mot de passe",
        "contraseña",
        "promemoria",
        "senha",
        "wachtwoord",
        "hasło",
    ):
        assert any(word.lower() in one.lower() for one in told), word
