import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.wishes.running_low import running_low, threshold_in
from models.errors import RequestRefused
from models.features import FeatureKind


@pytest.mark.parametrize(
    ("text", "language", "limit"),
    [
        ("Should tell me when a spool is nearly empty.", "en", None),
        ("Warn me when fewer than 5 are left.", "en", 5),
        ("the warning should come when there's less than 100 grams left", "en", 100),
        ("I want to see what we are running out of", "en", None),
        ("Flour, how many bags, and shout when there's less than two.", "en", 2),
        ("let me know when we have fewer than two bags", "en", 2),
        ("y que me avise cuando queden menos de 5", "es", 5),
        ("und warnen wenn weniger als 5 da sind", "de", 5),
        ("Warnen, wenn eine Rolle fast leer ist", "de", None),
        ("m'avertir quand il en reste moins de 5", "fr", 5),
        ("avvisami quando ne restano meno di 5", "it", 5),
        ("avise quando restarem menos de 5", "pt", 5),
        ("waarschuw als er minder dan 5 over zijn", "nl", 5),
        ("ostrzegaj gdy zostanie mniej niż 5", "pl", 5),
    ],
)
def test_it_is_asked_what_runs_low(text: str, language: str, limit: int | None) -> None:
    found = running_low(text, language)
    assert found is not None
    assert found.sure
    assert found.limit == limit


@pytest.mark.parametrize(
    "text",
    [
        "Remind me when fewer than 5 days are left",
        "warn me if fewer than 3 seats are left",
        "mark what is due in less than 2 weeks",
        "We always run out of nappies",
        "no low stock warnings",
        "I feel low on some days, show me a chart",
        "tell me before we run out of time",
    ],
)
def test_nothing_runs_low(text: str) -> None:
    assert running_low(text) is None


@pytest.mark.parametrize(
    ("request_", "entity", "fields"),
    [
        (
            "Filament spools with material, colour and grams left. Say when one is nearly empty",
            "filament_spool",
            {"grams_left", "minimum_stock"},
        ),
        (
            "Inventario de la ferretería: artículo, proveedor, cantidad, y que me avise cuando "
            "queden menos de 5",
            "item",
            {"quantity", "minimum_stock"},
        ),
        (
            "Wool stash: brand, colour, weight. Tell me what I'm running out of.",
            "yarn",
            {"quantity", "minimum_stock"},
        ),
    ],
)
def test_what_runs_low_gets_a_minimum_and_no_due_date(
    request_: str, entity: str, fields: set[str]
) -> None:
    written = write_specification(analyse(request_))
    names = {field.name for field in written.data_model.entity(entity).fields}
    assert fields <= names
    assert not {"due_date", "done"} & names
    kinds = {feature.kind for feature in written.features}
    assert FeatureKind.STOCK in kinds
    assert FeatureKind.REMINDER not in kinds


def test_the_minimum_is_called_so_in_the_language_of_the_request() -> None:
    written = write_specification(
        analyse("Lager für die Werkstatt: Artikel, Fach, Menge, warnen wenn weniger als 5 da sind")
    )
    assert "Mindestbestand" in {f.label for e in written.data_model.entities for f in e.fields}


@pytest.mark.parametrize(
    "request_",
    [
        "Passports of the family: name, number, expires. Tell me when one runs out.",
        "Bills with amount, due date and paid. Remind me a week before they are due.",
        "Blood sugar readings: date, value. Warn me when it falls below 4.",
        "Pantry items with amount and best before date. Remind me before something goes off.",
    ],
)
def test_what_runs_out_on_a_day_gets_no_minimum(request_: str) -> None:
    names = {f.name for e in analyse(request_).entities for f in e.fields}
    assert "minimum_stock" not in names


def test_another_reminder_keeps_its_date() -> None:
    written = write_specification(
        analyse(
            "Tools with name, quantity. Remind me when the maintenance is due. "
            "Warn me when fewer than 3 are left."
        )
    )
    names = {f.name for e in written.data_model.entities for f in e.fields}
    assert {"due_date", "minimum_stock"} <= names


def test_what_is_overdue_is_what_was_lent() -> None:
    written = write_specification(
        analyse(
            "I run a toy library for toddlers. Parents join for a year, and borrow up to 3 toys "
            "for 3 weeks. I need to know what's out, who has it and what's overdue."
        )
    )
    loan = next(e for e in written.data_model.entities if e.name == "loan")
    assert {"due_date", "returned"} <= {field.name for field in loan.fields}
    others = {f.name for e in written.data_model.entities if e is not loan for f in e.fields}
    assert not {"due_date", "done"} & others


_SPOOLS = (
    "Filament spools with material, colour and grams left, and prints with file and grams used"
)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("the warning should come when there's less than 100 grams left", "Enter 100 as"),
        ("warn me when a spool is nearly empty", "Enter the least that there should be as"),
        ("add a low stock warning", "Enter the least that there should be as"),
    ],
)
def test_a_warning_of_little_stock_can_be_added(wish: str, told: str) -> None:
    before = write_specification(analyse(_SPOOLS))
    outcome = modify(before, wish, live=True)
    assert FeatureKind.STOCK in {f.kind for f in outcome.specification.features}
    assert any(told in sentence for sentence in outcome.impact)


def test_what_is_warned_of_already_says_where_to_enter_the_limit() -> None:
    before = write_specification(analyse(f"{_SPOOLS}. Tell me when a spool is nearly empty"))
    with pytest.raises(RequestRefused) as refusal:
        modify(before, "the warning should come when there's less than 100 grams left", live=True)
    assert "To buy" in refusal.value.message
    assert "Enter 100" in refusal.value.remedy


@pytest.mark.parametrize(
    ("text", "language", "noun"),
    [
        ("name, threshold below which I have to reorder", "en", "threshold"),
        ("Menge, Mindestbestand, ab dem ich nachbestellen muss", "de", "Mindestbestand"),
        ("quantité, seuil en dessous duquel il faut commander", "fr", "seuil"),
        ("cantidad, mínimo para volver a comprar", "es", "mínimo"),
        ("quantità, soglia sotto la quale devo riordinare", "it", "soglia"),
        ("quantidade, limite abaixo do qual preciso repor", "pt", "limite"),
        ("aantal, minimum waarbij ik moet bijbestellen", "nl", "minimum"),
        ("ilość, próg poniżej którego trzeba zamówić", "pl", "próg"),
    ],
)
def test_below_how_many_one_reorders_is_told_by_a_noun(text: str, language: str, noun: str) -> None:
    match = threshold_in(text, language)
    assert match is not None
    assert match["noun"] == noun


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mindestbestand, Lieferant, bestellt am", "de"),
        ("quantité, fournisseur à qui commander", "fr"),
        ("minimum age below which nobody may ride", "en"),
    ],
)
def test_other_limits_are_none(text: str, language: str) -> None:
    assert threshold_in(text, language) is None
