"""What is left of each kind and who bought it are two lists."""

import pytest

from activities.understanding.phrasing.sold import tell_sold


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "We make soap. how many bars are left of each scent (rose, mint), who bought them,"
            " for how much, and warn me when there are fewer than 5",
            "en",
            "We make soap. soap: scent (rose, mint), number of bars. Sales: soap, buyer, quantity,"
            " price, date. Warn me when there are fewer than 5",
        ),
        (
            "Ich backe Brote. Wie viele Brote noch da sind je Sorte, wem ich verkauft habe.",
            "de",
            "Ich backe Brote. Brote: Sorte, Anzahl. Verkäufe: Brot, Käufer, Menge, Preis, Datum.",
        ),
        (
            "Je fabrique des savons et je note combien de savons il me reste de chaque parfum",
            "fr",
            "Je fabrique des savons et je note savons: parfum, quantité",
        ),
        (
            "vendo quesos: cuántos quedan de cada tipo, quién compró y por cuánto",
            "es",
            "quesos: tipo, cantidad. Ventas: queso, comprador, cantidad, precio, fecha",
        ),
        (
            "Vendo vino. Quante bottiglie rimangono di ogni tipo, a chi ho venduto, a quanto.",
            "it",
            "Vendo vino. vino: tipo, numero di bottiglie. Vendite: vino, acquirente, quantità,"
            " prezzo, data.",
        ),
        (
            "Vendo doces, quantos tenho de cada sabor (coco, leite), para quem vendi",
            "pt",
            "doces: sabor (coco, leite), quantidade. Vendas: doce, comprador, quantidade, preço,"
            " data",
        ),
        (
            "Ik verkoop jam. Hoeveel potten ik nog heb per smaak, wie ze gekocht heeft.",
            "nl",
            "Ik verkoop jam. jam: smaak, aantal potten. Verkopen: jam, koper, aantal, prijs,"
            " datum.",
        ),
        (
            "Robimy świece. Ile sztuk zostało z każdego zapachu, komu sprzedane.",
            "pl",
            "Robimy świece. świece: zapach, liczba sztuk. Sprzedaż: świeca, kupujący, liczba,"
            " cena, data.",
        ),
    ],
)
def test_it_keeps_what_is_sold_and_each_sale(text: str, language: str, told: str) -> None:
    assert tell_sold(text, language) == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how many children of each kind of class came", "en"),
        ("Sales: what I sold, to whom, for how much", "en"),
        ("Ich verkaufe Honig und brauche eine Kundenliste", "de"),
        ("Lista de ventas: qué vendí, a quién, por cuánto", "es"),
        ("combien de kilomètres par type de sortie", "fr"),
        ("How many hours are left of each kind of leave, and who approved it", "en"),
    ],
)
def test_other_requests_stay_as_they_are(text: str, language: str) -> None:
    assert tell_sold(text, language) == text


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("I sell tea. How many are left of each kind.", "en", "I sell tea. tea: kind, quantity."),
        (
            "I make hats. How many felt balls of each colour I have left.",
            "en",
            "I make hats. felt balls: colour, quantity.",
        ),
        (
            "Please make a list to sort my thread. How many reels of each colour I have left.",
            "en",
            "Please make a list to sort my thread. reels: colour, quantity.",
        ),
        (
            "Ich koche Senf. Wie viele ich noch von jeder Sorte habe.",
            "de",
            "Ich koche Senf. Senf: Sorte, Anzahl.",
        ),
        (
            "Je fais de la couture. Combien de bobines de chaque couleur il me reste.",
            "fr",
            "Je fais de la couture. bobines: couleur, quantité.",
        ),
        ("Vendo té. Cuántos me quedan de cada sabor.", "es", "Vendo té. té: sabor, cantidad."),
    ],
)
def test_only_what_is_left_is_counted(text: str, language: str, told: str) -> None:
    assert tell_sold(text, language) == told


def test_long_texts_take_no_time() -> None:
    text = "how many a b c d e f " * 380
    assert tell_sold(text, "en") == text
