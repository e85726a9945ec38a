"""Who has paid and who has not is one yes or no of each member; what is spent is a list."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.who_paid import tell_who_paid


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "I run a darts team: who's paid the league fee and who hasn't, what we spent on travel",
            "I run a darts team: members (name, league fee paid yes/no),"
            " expenses (date, what for, amount)",
        ),
        (
            "en",
            "who has paid the rent and who hasnt, plus what we spent on water and tools",
            "members (name, rent paid yes/no), plus expenses (date, what for, amount)",
        ),
        (
            "en",
            "Members with name, phone, who has paid and who hasn't yet",
            "Members with name, phone, paid yes/no",
        ),
        (
            "de",
            "wer hat den Beitrag bezahlt und wer nicht, und was wir für die Halle ausgegeben haben",
            "Mitglieder (Name, Beitrag bezahlt ja/nein), und Ausgaben (Datum, wofür, Betrag)",
        ),
        (
            "fr",
            "qui a payé la cotisation et qui ne l'a pas payée, ce qu'on a dépensé pour le bus",
            "membres (nom, cotisation payée oui/non), dépenses (date, motif, montant)",
        ),
        (
            "es",
            "quién ha pagado la cuota y quién no, lo que gastamos en el campo y el saldo",
            "socios (nombre, cuota pagada sí/no), gastos (fecha, concepto, importe) y el saldo",
        ),
        ("it", "chi ha pagato la quota e chi no", "soci (nome, quota pagata sì/no)"),
        ("pt", "quem já pagou a quota e quem não", "sócios (nome, quota paga sim/não)"),
        (
            "nl",
            "wie heeft de contributie betaald en wie nog niet",
            "leden (naam, contributie betaald ja/nee)",
        ),
        (
            "en",
            "For each dancer: name, who has paid the dues and who hasn't.",
            "For each dancer: name, dues paid yes/no.",
        ),
        ("en", "who of the girls has paid and who hasn't", "girls (name, paid yes/no)"),
        (
            "de",
            "Chor: wer von den Sängern schon bezahlt hat und wer nicht.",
            "Chor: Sänger (Name, bezahlt ja/nein).",
        ),
        (
            "de",
            "Liste von Mietern mit Wohnung, wer bezahlt hat und wer nicht.",
            "Liste von Mietern mit Wohnung, bezahlt ja/nein.",
        ),
        (
            "pl",
            "Lista zawodników z adresem, kto zapłacił i kto nie.",
            "Lista zawodników z adresem, zapłacone tak/nie.",
        ),
        ("pl", "kto zapłacił składkę, a kto nie", "członkowie (imię, zapłacił składkę tak/nie)"),
    ],
)
def test_both_are_told_as_lists(language: str, text: str, told: str) -> None:
    assert tell_who_paid(text, language) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Fishing trips: date, place, what I spent on bait, catch"),
        ("en", "who has paid the bills"),
        ("en", "Treasurer: expenses with date and what we spent on each"),
        ("de", "Ausflüge: Datum, Ort, was wir ausgegeben haben"),
        ("en", "Party budget: item, shop, how much we spent, notes"),
        ("en", "Budget with item, the planned price and how much we spent on drinks"),
        ("en", "Renovation budget: room, what we spent on it"),
        ("fr", "Budget travaux : pièce, combien on a dépensé."),
        ("en", "who paid by cheque and who hasn't paid."),
        ("fr", "Sorties : date, qui a payé"),
    ],
)
def test_fields_of_other_lists_stay(language: str, text: str) -> None:
    assert tell_who_paid(text, language) == text


def test_what_a_club_spends_belongs_to_no_member() -> None:
    understood = analyse(
        "Treasurer of a small choir. I want to see who's paid their subs and who hasn't, what we"
        " spent on sheet music, and the balance"
    )
    assert understood.title == "Choir"
    assert {one.name for one in understood.entities} == {"member", "expense"}
    assert not understood.relations


def test_expenses_of_members_stay_theirs() -> None:
    understood = analyse(
        "Members (name, fee paid yes/no), expenses (date, what for, amount) of each member"
    )
    assert [(one.source, one.target) for one in understood.relations] == [("expense", "member")]


@pytest.mark.parametrize(
    "piece", ["who has paid the ", "what we spent on a b ", "wer hat a ", ", "]
)
def test_hostile_texts_are_read_in_time(piece: str) -> None:
    begun = time.monotonic()
    for language in ("en", "de", "fr", "pl"):
        tell_who_paid(("balance saldo " + piece * 8_000)[:8_000], language)
    assert time.monotonic() - begun < 2
