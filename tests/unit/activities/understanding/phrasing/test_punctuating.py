"""Fields that only spaces part get their commas, and a question behind them is none."""

import pytest

from activities.understanding.phrasing.punctuating import punctuate


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("socios: nombre apellido teléfono", "es", "socios: nombre, apellido, teléfono"),
        ("Gäste (Name Telefon Adresse), Datum", "de", "Gäste (Name, Telefon, Adresse), Datum"),
        (
            "libri: titolo, autore, si possono esportare?",
            "it",
            "libri: titolo, autore. si possono esportare?",
        ),
        (
            "Mitglieder: Name, Ort, kann man die importieren?",
            "de",
            "Mitglieder: Name, Ort. kann man die importieren?",
        ),
    ],
)
def test_signs_are_put_where_they_lack(text: str, language: str, told: str) -> None:
    assert punctuate(text, language) == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("libros: fecha de compra, lugar", "es"),
        ("socios: nombre completo, ciudad donde vive", "es"),
        ("libri: titolo, se si possono prestare, autore", "it"),
        ("books: name surname phone", "en"),
    ],
)
def test_nothing_else_is_parted(text: str, language: str) -> None:
    assert punctuate(text, language) == text
