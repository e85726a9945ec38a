"""The table of what usually belongs together is what the annotated requests say."""

from importlib.resources import files

from activities.understanding.analysis import analyse
from activities.understanding.knowledge.usual_links import usual_links as stored_links
from evaluation.training.annotations import load, parse
from evaluation.training.usual_links import table_of, usual_links

_REQUEST = """=== lang=en cat=list q=0
[Tenants|tenant] and [flats|flat]
tenant > flat
"""
_UNRELATED = """=== lang=en cat=list q=0
[Tenants|tenant] and [flats|flat]
"""


def test_what_nearly_always_belongs_together_is_usual() -> None:
    related, unrelated = parse(_REQUEST), parse(_UNRELATED)
    assert list(usual_links([related] * 4)) == [("tenant", "flat")]
    assert list(usual_links([related] * 3)) == []
    assert list(usual_links([related] * 4 + [unrelated])) == []


def test_the_stored_table_is_the_counted_one() -> None:
    folder = files("activities.understanding.knowledge")
    stored = folder.joinpath("usual_links.toml").read_text(encoding="utf-8")
    assert stored == table_of(usual_links(load()))


def test_the_table_is_read() -> None:
    assert ("tenant", "flat") in stored_links()


def test_a_tenant_is_of_a_flat_in_any_language() -> None:
    words = "Wohnungen mit Nummer, Stockwerk, Miete. Mieter mit Name, Telefon, Einzugsdatum."
    links = {(link.source, link.target) for link in analyse(words).relations}
    assert links == {("tenant", "flat")}
