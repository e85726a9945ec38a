"""What a request in another language calls itself at its beginning is its title."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.titles.headings import heading_of


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("Unsere Feuerwehr: Kameraden mit Dienstgrad", "de", "Feuerwehr"),
        ("App für unseren Tennisverein: Mitglieder mit Telefon", "de", "Tennisverein"),
        ("Tagebuch für meine Migräne: Datum, Dauer", "de", "Migräne"),
        ("Club de pétanque. Adhérents avec téléphone", "fr", "Club de pétanque"),
        ("Carnet de vaccins pour mes 3 chevaux : cheval, vaccin", "fr", "Carnet de vaccins"),
        ("Peluquería canina: clientes con teléfono", "es", "Peluquería canina"),
        ("Condominio, siamo 12 famiglie. Spese comuni (data)", "it", "Condominio"),
        ("Gestione palestra: iscritti con nome", "it", "Gestione palestra"),
        ("Gestion de mon gîte : réservations avec nom, arrivée", "fr", "Gîte"),
        ("Lijst van mijn boeken: titel, schrijver", "nl", "Boeken"),
        ("Libro de cuentas de la comunidad. Ingresos y gastos", "es",
         "Libro de cuentas de la comunidad"),
        ("Mein Weinkeller - Wein, Jahrgang, Winzer", "de", "Weinkeller"),
        ("Ricamo: schemi con autore", "it", "Ricamo"),
        ("caderno de fiado da minha mercearia: clientes", "pt", "Caderno de fiado"),
        ("Carpool naar zwemles: datum, wie rijdt er", "nl", "Carpool naar zwemles"),
        ("Koło gospodyń: członkinie (imię, telefon)", "pl", "Koło gospodyń"),
        ("x il coro parrocchiale: una scheda per ogni canto", "it", "Coro parrocchiale"),
        ("Even een simpel lijstje voor de tuin: planten met naam", "nl", ""),
        ("Wir verkaufen Honig: Sorte, Preis", "de", ""),
    ],
)  # fmt: skip
def test_a_heading_is_the_title(text: str, language: str, title: str) -> None:
    assert heading_of(text, [], language) == title


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich brauche was für meinen Garten: Beete, Pflanzen", "de"),
        ("Mein Sohn sammelt Karten: Name, Wert", "de"),
        ("Hallo. Wir sind ein Chor", "de"),
        ("Wer bringt was mit: Name, was", "de"),
        ("Praxis Dr. Sommer, Patienten mit Namen", "de"),
        ("Notre gîte est loué l'été. Réservations avec nom", "fr"),
        ("Mon fils se fait embêter au collège. Dates, qui", "fr"),
        ("Bonjour. Je voudrais suivre mes plantes", "fr"),
        ("Apicultor con 40 colmenas. Colmena: número", "es"),
        ("Uma história: a minha tia tem uma padaria", "pt"),
        ("Tengo tres perros: nombre, raza", "es"),
        ("quiero apuntar las horas de la señora: día, entrada", "es"),
        ("Ho un agriturismo: camere con numero", "it"),
        ("Vendo doces: clientes, encomendas", "pt"),
        ("Wij delen een auto. Ritten met datum", "nl"),
        ("Mam pasiekę: ule, przeglądy", "pl"),
        ("Lista moich książek: tytuł, autor", "pl"),
        ("Name, Telefon, Adresse", "de"),
        ("Name - Telefon - Adresse, wenn bekannt", "de"),
        ("Bicycle repair shop: customers", "en"),
    ],
)
def test_sentences_greetings_and_lists_of_theirs_are_none(text: str, language: str) -> None:
    assert heading_of(text, [], language) == ""


@pytest.mark.parametrize(
    ("request_text", "title"),
    [
        ("Kunden: Name, Telefon. Rechnungen: Nummer, Betrag, Datum, welcher Kunde.",
         "Kunden und Rechnungen"),
        ("Mis gallinas: nombre, raza, huevos por día", "Gallinas"),
        ("Putzplan für die WG: wer ist dran, Raum (Küche, Bad, Flur), Datum", "Putzplan"),
        ("le mie piante di casa: nome, stanza, foto", "Piante di casa"),
        ("quiero apuntar las horas de la señora que cuida a mi padre: día, entrada, salida",
         "Horas"),
    ],
)  # fmt: skip
def test_what_is_kept_is_the_title_where_the_heading_is_a_list(
    request_text: str, title: str
) -> None:
    assert analyse(request_text).title == title


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("morsowanie z ekipą - data, jezioro, ile minut", "pl", "Morsowanie z ekipą"),
        ("pszczelarz z pasją - data, ul, ile miodu", "pl", ""),
        ("La fanfare prête des instruments à ses musiciens. Instrument: type", "fr", ""),
        ("Der Verein leiht Bücher an seine Mitglieder. Bücher: Titel", "de", ""),
        ("Verein verleiht Zelte. Zelte: Größe", "de", ""),
        ("La mairie prête les salles. Salles: nom", "fr", ""),
        ("Werkzeug verleihen. Werkzeug: Name", "de", "Werkzeug verleihen"),
        ("Gare à la ferme. Date, lieu, coureurs", "fr", "Gare à la ferme"),
    ],
)
def test_what_is_done_has_a_name_and_a_sentence_none(text: str, language: str, title: str) -> None:
    assert heading_of(text, [], language) == title
