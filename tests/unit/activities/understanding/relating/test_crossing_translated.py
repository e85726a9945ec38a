"""What is told of two lists at once in other languages is a list between both."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from models.conversation import Understanding


def _fields(understood: Understanding, entity: str) -> list[str]:
    found = next((one for one in understood.entities if one.name == entity), None)
    return [field.label for field in found.fields] if found else []


def _links(understood: Understanding, source: str) -> set[str]:
    return {one.target for one in understood.relations if one.source == source}


@pytest.mark.parametrize(
    ("request_text", "entity", "fields", "targets"),
    [
        (
            "Club de pétanque. Adhérents avec téléphone, numéro de licence et cotisation, concours "
            "avec date et lieu, et les points de chaque joueur par concours.",
            "result",
            ["Points"],
            {"member", "competition"},
        ),
        (
            "Postduiven. Duiven met ringnummer, geboortejaar, kleur. Vluchten met losplaats, datum "
            "en afstand in km. Per vlucht per duif de aankomsttijd en de plaats",
            "result",
            ["Aankomsttijd", "Plaats"],
            {"pigeon", "flight"},
        ),
        (
            "Fußballverein: Spieler mit Geburtstag und Trikotnummer, Spiele mit Gegner, Datum und "
            "Ort, dazu Tore pro Spieler und Spiel",
            "goal",
            ["Tore"],
            {"player", "game"},
        ),
        (
            "Equipo de fútbol: jugadores con teléfono y dorsal, partidos con fecha, rival y lugar, "
            "y los goles de cada jugador por partido",
            "goal",
            ["Goles"],
            {"player", "match_name"},
        ),
        (
            "Squadra di calcio: giocatori con telefono e numero di maglia, partite con data e "
            "avversario, e i gol di ogni giocatore per partita",
            "goal",
            ["Gol"],
            {"player", "match_name"},
        ),
        (
            "Time de futebol: jogadores com telefone e número da camisa, jogos com data e "
            "adversário, e os gols de cada jogador por jogo",
            "goal",
            ["Gols"],
            {"player", "game"},
        ),
        (
            "Klub sportowy: zawodnicy (imię, telefon), mecze (data, przeciwnik), bramki każdego "
            "zawodnika w każdym meczu",
            "goal",
            ["Bramki"],
            {"player", "match_name"},
        ),
        (
            "Chor: Sänger mit Stimme, Proben mit Datum. Anwesenheit pro Sänger und Probe",
            "attendance",
            ["Anwesend"],
            {"singer", "rehearsal"},
        ),
        (
            "Koło gospodyń: członkinie (imię, nazwisko, telefon) i imprezy z datą i miejscem. Kto "
            "co piecze na którą imprezę, ile porcji, czy już potwierdzone.",
            "feeding",
            ["Co", "Ile porcji", "Czy już potwierdzone"],
            {"member", "event"},
        ),
    ],
)
def test_what_is_told_of_both_is_a_list_of_its_own(
    request_text: str, entity: str, fields: list[str], targets: set[str]
) -> None:
    understood = analyse(request_text)
    assert _fields(understood, entity) == fields
    assert _links(understood, entity) == targets
    assert not any(targets == {one.source, one.target} for one in understood.relations)


@pytest.mark.parametrize(
    "request_text",
    [
        "Chor: Sänger mit Stimme und Telefon, Proben mit Datum. Stunden pro Sänger und Jahr",
        "Spiele mit Datum, Spieler und Punkten. Spieler mit Name und Geburtstag. Bitte Punkte pro "
        "Spieler und Monat anzeigen.",
    ],
)
def test_a_sum_over_time_makes_no_list(request_text: str) -> None:
    assert len(analyse(request_text).entities) == 2


def test_several_polish_women_are_called_so() -> None:
    understood = analyse("Koło gospodyń: członkinie (imię, nazwisko, telefon)")
    assert (understood.entities[0].label, understood.entities[0].plural_label) == (
        "Członkini",
        "Członkinie",
    )


@pytest.mark.parametrize(
    ("request_text", "fields", "targets"),
    [
        (
            "Ruderclub: Ruderer mit Name und Jahrgang, Regatten mit Ort und Datum, und für jede "
            "Regatta welche Ruderer dabei waren und welchen Platz sie gemacht haben",
            ["Platz"],
            {"rower", "rehearsal"},
        ),
        (
            "Voor de zwemclub: zwemmers met naam en geboortedatum, wedstrijden met plaats en "
            "datum, en per wedstrijd welke zwemmers meededen en op welke plaats ze eindigden",
            ["Plaats"],
            {"swimmer", "match_name"},
        ),
        (
            "Circolo scacchi: soci con nome e telefono, tornei con data e luogo, e per ogni torneo "
            "quali soci hanno giocato e in che posizione sono arrivati",
            ["Posizione"],
            {"member", "tournament"},
        ),
    ],
)
def test_the_place_of_who_was_there_is_a_result(
    request_text: str, fields: list[str], targets: set[str]
) -> None:
    understood = analyse(request_text)
    assert _fields(understood, "result") == fields
    assert _links(understood, "result") == targets


def test_what_is_told_of_what_happens_stays_with_it() -> None:
    understood = analyse(
        "Chor: Sänger mit Name und Stimme, Proben mit Datum, und für jede Probe welche Sänger da "
        "waren und den Ort"
    )
    assert not _fields(understood, "result")


def test_who_has_one_is_told_where_nothing_else_says_it() -> None:
    understood = analyse(
        "Zelte mit Nummer und Größe. Wer hat welches, seit wann, wann zurückgebracht."
    )
    assert "Wer" in [field.label for one in understood.entities for field in one.fields]


def test_every_other_language_has_its_turns() -> None:
    assert set(read_table("crossing")) == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize(
    ("request_text", "fields"),
    [
        (
            "las jugadoras (nombre, dorsal), los partidos (rival, fecha) y cuántos goles metió "
            "cada una en cada partido",
            ["Goles"],
        ),
        (
            "les joueuses (nom, numéro), les matchs (adversaire, date), et combien de points "
            "chacune a marqués à chaque match",
            ["Points"],
        ),
        (
            "Spielerinnen (Name, Nummer), Spiele (Gegner, Datum) und wie viele Tore jede "
            "Spielerin in jedem Spiel geschossen hat",
            ["Tore"],
        ),
        (
            "zawodniczki (imię, numer), mecze (rywal, data) i ile bramek strzeliła każda w każdym "
            "meczu",
            ["Bramek"],
        ),
    ],
)
def test_how_many_each_has_is_a_list_between_both(request_text: str, fields: list[str]) -> None:
    understood = analyse(request_text)
    (made,) = [one for one in understood.entities if len(_links(understood, one.name)) == 2]
    assert [field.label for field in made.fields] == fields


def test_how_many_there_are_of_one_thing_is_no_list() -> None:
    understood = analyse(
        "las jugadoras (nombre, dorsal, cuántos goles), los partidos (rival, fecha)"
    )
    assert len(understood.entities) == 2
