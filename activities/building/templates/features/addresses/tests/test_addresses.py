"""Records are called, written to, and saved as contacts."""

from app.features.addresses import Addresses, numbers
from app.features.addresses_card import Contact, vcards
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")


def furnished(furnish: Furnish) -> Visitor:
    return furnish(Addresses(entity="thing", place="notes", phone="name", mail="mail"))


def test_addresses_stand_beside_the_list(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    assert 'href="/thing/addresses"' in visitor.get("/thing")
    assert 'href="/thing/addresses"' not in visitor.get("/shelf")
    assert "No addresses yet" in visitor.get("/thing/addresses")


def test_a_card_says_how_to_reach_somebody(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    key = visitor.add(THING, name="+49 (0)30 123-456", notes="Main St 1\nTown", mail="a@b.org")
    page = visitor.get("/thing/addresses")
    assert "<dt>Mail</dt>" in page
    assert 'href="mailto:a%40b.org"' in page
    assert 'class="where">Main St 1\nTown</dd>' in page
    for shown in (page, visitor.get(f"/thing/{key}")):
        assert 'href="tel:+4930123456"' in shown
        assert f'href="/thing/addresses/{key}.vcf"' in shown


def test_what_is_unknown_can_be_added(furnish: Furnish) -> None:
    visitor = furnish(Addresses(entity="thing", mail="mail"))
    key = visitor.add(THING, name="Ann", mail="")
    assert f'href="/thing/{key}/edit">Add it' in visitor.get("/thing/addresses")
    assert "Save contact" not in visitor.get(f"/thing/{key}")
    visitor.get(f"/shelf/{visitor.add(EVERYTHING.entity('shelf'))}")


def test_addresses_are_searched_and_turned(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    with visitor.site.writing("thing") as records:
        for count in range(70):
            records.add({"name": f"0170 {count:03}", "mail": "a@b.org"}, {})
    page = visitor.get("/thing/addresses")
    assert page.index("0170 000") < page.index("0170 059")
    assert "Page 1 of 2" in page
    assert "0170 069" in visitor.get("/thing/addresses?page=2")
    assert "all.vcf?q=069" in visitor.get("/thing/addresses?q=069")
    assert visitor.get("/thing/addresses/all.vcf").count("BEGIN:VCARD") == 70
    assert visitor.get("/thing/addresses/all.vcf?q=069").count("BEGIN:VCARD") == 1
    assert "Nobody found" in visitor.get("/thing/addresses?q=nobody")


def test_one_card_is_saved(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    key = visitor.add(THING, name="Ann")
    answer = visitor.client.get(f"/thing/addresses/{key}.vcf")
    assert answer.headers["content-type"] == "text/vcard; charset=utf-8"
    assert f'filename="thing-{key}.vcf"' in answer.headers["content-disposition"]
    visitor.get("/thing/addresses/99.vcf", 404)


def test_cards_are_escaped() -> None:
    contact = Contact(1, "Ann; B,C\\D", "Main St 1\r\nTown", "1\u2028BEGIN:VCARD", "a@b.org")
    assert vcards([contact]).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Ann\\; B\\,C\\\\D",
        "N:Ann\\; B\\,C\\\\D;;;;",
        "TEL:1BEGIN:VCARD",
        "EMAIL;TYPE=INTERNET:a@b.org",
        "ADR:;;Main St 1\\nTown;;;;",
        "END:VCARD",
        "",
    ]


def test_long_lines_are_folded_between_characters() -> None:
    text = vcards([Contact(1, "ä" * 200, "", "", "")])
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"FN:{'ä' * 200}" in text.replace("\r\n ", "")


def test_numbers_are_dialled_as_they_are_meant() -> None:
    found = numbers("030/123 45, +1 (555) 0100 or 110; home")
    assert [number.dialled for number in found] == ["03012345", "+15550100", "110", ""]
    assert numbers("") == []
