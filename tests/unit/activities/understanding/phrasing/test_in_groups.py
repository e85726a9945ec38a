"""What each belongs to, and what is in brackets, is a choice of each."""

import pytest

from activities.understanding.phrasing.in_groups import tell_groups


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "Kinder haben einen Namen und gehören zu einer Gruppe (Bären, Füchse oder Eulen).",
            "de",
            "Kinder haben einen Namen und haben eine Gruppe (Bären/Füchse/Eulen).",
        ),
        (
            "Rad: Nummer, gehört zu nem Ständer (Hof, Keller)",
            "de",
            "Rad: Nummer, Ständer (Hof/Keller)",
        ),
        (
            "chaque enfant appartient à un groupe (ours, renards, hiboux)",
            "fr",
            "chaque enfant a une groupe (ours/renards/hiboux)",
        ),
        ("un niño pertenece a un grupo (osos, zorros)", "es",
         "un niño tiene una grupo (osos/zorros)"),
        ("kinderen horen bij een groep (beren, vossen)", "nl",
         "kinderen hebben een groep (beren/vossen)"),
    ],
)  # fmt: skip
def test_what_is_in_brackets_can_be_chosen(text: str, language: str, told: str) -> None:
    assert tell_groups(text, language) == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Aufträge gehören zu einem Kunden (Name, Telefon, Mail)", "de"),
        ("Kinder gehören zu einer Gruppe (Bären, Füchse). Gruppen haben einen Raum.", "de"),
        ("les enfants appartiennent à un groupe (ours)", "fr"),
        ("Dzieci należą do grupy (misie, lisy)", "pl"),
    ],
)
def test_fields_and_lists_stay_as_they_are(text: str, language: str) -> None:
    assert tell_groups(text, language) == text
