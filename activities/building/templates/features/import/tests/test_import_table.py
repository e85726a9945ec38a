"""Files of every make are read, and what is no table is told plainly."""

import pytest

from app.features.import_table import UnreadableError, decode, read


@pytest.mark.parametrize(
    "content",
    [
        "Name,Price\nLämp,1.5\n".encode(),
        "\ufeffName;Price\r\nLämp;1,50\r\n".encode(),
        "Name\tPrice\nLämp\t1.50 €\n".encode("cp1252"),
        "Name;Price\nLämp;1,5\n".encode("utf-16"),
        "\ufeffName;Price\r\nLämp;1,5\r\n".encode("utf-16-be"),
        "Name;Price\r\nLämp;1,5\r\n".encode("utf-16-le"),
        "Name;Price\r\nLämp;1,5\r\n".encode("utf-16-be"),
        "sep=;\nname;PRICE\nLämp;EUR 1,5\n\n".encode(),
    ],
)
def test_files_of_every_make_are_read(content: bytes) -> None:
    rows = read(decode(content))
    assert rows[0].cell(0).lower() == "name"
    assert rows[1].cell(0) == "Lämp"
    assert rows[1].cell(1).strip(" EUR€").replace(",", ".") in ("1.5", "1.50")
    assert rows[1].cell(7) == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04abc", "This is a spreadsheet"),
        (b"\x89PNG\r\n\0\1\2abc\0defghijklmnop", "This is not a text file"),
        (b"Name\n" + b"a\n" * 5_002, "more than 5,000 rows"),
        (b"a," * 101, "more than 100 columns"),
        (b'Name\n"' + b"a" * 200_000, "a quotation mark may be missing"),
    ],
)
def test_what_is_no_table_is_told(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read(decode(content))


def test_a_comma_here_and_there_makes_no_columns() -> None:
    assert [row.cells for row in read("Eggs, large\nMilk\n\nBread")] == [
        ["Eggs, large"],
        ["Milk"],
        ["Bread"],
    ]
    assert [row.number for row in read("Milk\n,,\nBread")] == [1, 3]
    assert read("") == []
