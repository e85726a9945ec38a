"""A second concern in half a sentence of another language is kept, too."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.besides_translated import keep_besides_in
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.knowledge.lexicon import load
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from models.fields import FieldType
from models.specification import RelationKind


def _draft(noun: str, words: str, label: str, kind: FieldType = FieldType.TEXT) -> Draft:
    """Return a draft of one thing with one field, as a person would have told of it."""
    draft = Draft(load())
    thing = load().things.get(noun)
    told = DraftField(field_from(Hint(label, kind)), label, STATED)
    draft.entities[noun] = DraftEntity(
        noun, words, words, thing, words, STATED, [told], described=True
    )
    return draft


@pytest.mark.parametrize(
    ("language", "said", "name", "label"),
    [
        ("de", "und eine Einkaufsliste", "shopping_item", "Einkauf"),
        ("de", "dazu die Warteliste", "applicant", "Bewerber"),
        ("de", "außerdem ein Putzplan", "cleaning_duty", "Putzdienst"),
        ("fr", "et une liste de courses", "shopping_item", "Achat"),
        ("fr", "liste d'attente", "applicant", "Candidat"),
        ("es", "y la lista de la compra", "shopping_item", "Compra"),
        ("es", "turnos de limpieza", "cleaning_duty", "Turno de limpieza"),
        ("it", "e la lista della spesa", "shopping_item", "Acquisto"),
        ("pt", "e uma lista de compras", "shopping_item", "Compra"),
        ("nl", "en een boodschappenlijst", "shopping_item", "Boodschap"),
        ("nl", "en een schoonmaakrooster", "cleaning_duty", "Schoonmaakbeurt"),
        ("pl", "oraz listę zakupów", "shopping_item", "Zakup"),
    ],
)
def test_a_list_is_kept_and_called_in_the_persons_language(
    language: str, said: str, name: str, label: str
) -> None:
    draft = _draft("recipe", "Xyz", "Abc")
    keep_besides_in(draft, f"Xyz: Abc, {said}", language)
    assert draft.entities[name].label == label


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "eine Einkaufsliste brauche ich nicht"),
        ("de", "keine Einkaufsliste"),
        ("fr", "pas de liste de courses"),
        ("es", "sin lista de la compra"),
        ("it", "senza lista della spesa"),
        ("pt", "sem lista de compras"),
        ("nl", "geen boodschappenlijst"),
        ("pl", "bez listy zakupów"),
    ],
)
def test_what_is_denied_is_not_kept(language: str, said: str) -> None:
    draft = _draft("recipe", "Xyz", "Abc")
    keep_besides_in(draft, f"Xyz: Abc, {said}", language)
    assert list(draft.entities) == ["recipe"]


def test_a_list_of_which_fields_are_told_is_read_as_told() -> None:
    draft = _draft("recipe", "Rezepte", "Titel")
    keep_besides_in(draft, "Rezepte: Titel, Einkaufsliste mit Laden", "de")
    assert list(draft.entities) == ["recipe"]


def test_whose_turn_it_is_is_kept_of_each_duty() -> None:
    draft = _draft("damage", "Schäden", "Foto")
    text = "Schäden mit Foto, Treppenhausreinigung im Wechsel, wer wann den Winterdienst macht"
    keep_besides_in(draft, text, "de")
    duties = [one for one in draft.entities.values() if one.name != "damage"]
    assert [one.label for one in duties] == ["Treppenhausreinigung", "Winterdienst"]
    labels = [[told.specification.label for told in one.fields] for one in duties]
    assert labels == [["Datum", "Wer ist dran"]] * 2


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "wer hat bezahlt"),
        ("de", "wer den Beitrag noch nicht bezahlt hat"),
        ("fr", "qui a payé sa cotisation"),
        ("es", "quién ha pagado la cuota"),
        ("it", "chi ha pagato la quota"),
        ("pt", "quem pagou a mensalidade"),
        ("nl", "wie de contributie heeft betaald"),
        ("pl", "kto zapłacił składkę"),
    ],
)
def test_who_has_paid_is_known_of_everybody(language: str, said: str) -> None:
    draft = _draft("member", "Xyz", "Abc")
    keep_besides_in(draft, f"Xyz: Abc, {said}", language)
    assert ("paid", FieldType.YES_NO) in [
        (told.specification.name, told.specification.type)
        for told in draft.entities["member"].fields
    ]


def test_whoever_paid_an_amount_is_no_member_that_has_paid() -> None:
    draft = _draft("member", "Ausgaben", "Betrag", FieldType.MONEY)
    keep_besides_in(draft, "Ausgaben: Betrag, wer bezahlt hat", "de")
    assert draft.entities["member"].names() == ("betrag",)


@pytest.mark.parametrize(
    ("language", "said", "label"),
    [
        ("de", "Anwesenheit", "Anwesend"),
        ("fr", "présences", "Présents"),
        ("es", "asistencia", "Presentes"),
        ("it", "presenze", "Presenti"),
        ("pt", "presenças", "Presentes"),
        ("nl", "aanwezigheid", "Aanwezig"),
        ("pl", "obecność", "Obecni"),
    ],
)
def test_attendance_is_who_was_there(language: str, said: str, label: str) -> None:
    draft = _draft("player", "Xyz", "Abc")
    keep_besides_in(draft, f"Xyz: Abc, {said}", language)
    (link,) = draft.links
    assert link.relation.target == "player"
    assert (link.relation.label, link.relation.kind) == (label, RelationKind.MANY_TO_MANY)


def test_shared_costs_are_kept_with_who_paid() -> None:
    understood = analyse("WG: Kosten teilen, Putzplan und eine Einkaufsliste")
    assert {one.name for one in understood.entities} >= {"shopping_item", "cleaning_duty"}
    labels = {field.label for one in understood.entities for field in one.fields}
    assert {"Betrag", "Bezahlt von", "Wer ist dran"} <= labels


def test_every_language_tells_of_every_concern() -> None:
    table = read_table("besides")
    assert set(table) == set(LANGUAGES)
    assert len({frozenset(concerns) for concerns in table.values()}) == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "wir arbeiten im Wechsel"),
        ("fr", "nous travaillons à tour de rôle"),
        ("es", "trabajamos por turnos"),
        ("pl", "pracujemy na zmianę"),
    ],
)
def test_what_people_do_in_turns_otherwise_is_no_duty(language: str, said: str) -> None:
    draft = _draft("recipe", "Xyz", "Abc")
    keep_besides_in(draft, f"Xyz: Abc, {said}", language)
    assert list(draft.entities) == ["recipe"]


@pytest.mark.parametrize(
    ("request_text", "label"),
    [
        (
            "Chor. Sängerinnen mit Name und Telefon. Proben mit Datum, Ort, und wer gefehlt hat.",
            "Abwesend",
        ),
        ("Pallavolo: giocatrici con nome e ruolo, allenamenti con data e assenze", "Assenti"),
    ],
)
def test_who_was_absent_is_kept(request_text: str, label: str) -> None:
    links = analyse(request_text).relations
    assert [link.label for link in links if link.kind is RelationKind.MANY_TO_MANY] == [label]


def test_the_last_of_the_choices_is_one_of_them() -> None:
    words = "Schadensmeldungen: Datum, Kosten, Status offen, beauftragt oder erledigt"
    (report,) = analyse(words).entities
    assert ("offen", "beauftragt", "erledigt") in [field.choices for field in report.fields]


@pytest.mark.parametrize("said", ["Putzplan", "Einkaufsliste"])
def test_what_comes_first_is_the_main_concern(said: str) -> None:
    draft = _draft("recipe", "Xyz", "Abc")
    keep_besides_in(draft, f"{said}, Xyz, Abc", "de")
    assert list(draft.entities) == ["recipe"]


def test_who_was_there_when_is_kept_of_what_has_a_day() -> None:
    found = analyse(
        "Unser Kleingartenverein: Mitglieder mit Telefon und Parzelle, Arbeitseinsätze mit Datum"
        " und Aufgabe. Wer war wann dabei?"
    )
    assert [one.label for one in found.entities] == ["Mitglied", "Arbeitseinsatz"]
    (link,) = found.relations
    assert link.kind is RelationKind.MANY_TO_MANY


@pytest.mark.parametrize(
    ("text", "booking", "target"),
    [
        (
            "Preciso dos moradores com telefone, dos avisos com data, e da reserva da quadra sem "
            "duas no mesmo dia",
            "Reservas",
            True,
        ),
        (
            "Verein: Mitglieder mit Name, Schäden mit Datum, und die Reservierung der Halle",
            "Reservierungen",
            True,
        ),
        ("Fornitori con telefono, e la prenotazione della palestra", "Prenotazioni", False),
    ],
)
def test_what_all_may_use_can_be_booked(text: str, booking: str, target: bool) -> None:
    understood = analyse(text)
    made = next(one for one in understood.entities if one.plural_label == booking)
    assert any(field.type.value == "date" for field in made.fields)
    assert any(one.source == made.name for one in understood.relations) is target


def test_bookings_that_nobody_wants_are_none() -> None:
    understood = analyse("Voglio i soci con telefono e niente prenotazione del campo")
    assert "booking" not in [one.name for one in understood.entities]
