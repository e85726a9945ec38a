"""Payments beside each one's list are theirs as well."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, Draft, DraftEntity
from activities.understanding.knowledge.lexicon import load
from activities.understanding.relating.each_ones import relate_each_ones


def _related(language: str, text: str, **words: str) -> list[tuple[str, str]]:
    draft = Draft(load())
    for name, evidence in words.items():
        draft.entities[name] = DraftEntity(
            name, evidence, evidence, None, evidence, STATED, described=True
        )
    draft.link(draft.entities["offer"], draft.entities["contractor"], "of", evidence="told")
    relate_each_ones(draft, text, language)
    return [(link.relation.source, link.relation.target) for link in draft.links[1:]]


@pytest.mark.parametrize(
    ("language", "text", "offer", "payment"),
    [
        (
            "it",
            "Artigiani (nome), i preventivi di ognuno con lavoro e importo, e i pagamenti con data",
            "preventivi",
            "pagamenti",
        ),
        ("de", "die Angebote von jedem mit Betrag und die Zahlungen", "Angebote", "Zahlungen"),
        ("fr", "les devis de chacun avec montant et les paiements", "devis", "paiements"),
        (
            "es",
            "los presupuestos de cada uno con importe, y los pagos con fecha",
            "presupuestos",
            "pagos",
        ),
        (
            "pt",
            "os orçamentos de cada um com valor e os pagamentos com data",
            "orçamentos",
            "pagamentos",
        ),
        ("nl", "de offertes van iedereen met bedrag en de betalingen", "offertes", "betalingen"),
        ("pl", "oferty każdego z kwotą oraz płatności z datą", "oferty", "płatności"),
    ],
)
def test_payments_are_of_whom_the_list_beside_is(
    language: str, text: str, offer: str, payment: str
) -> None:
    found = _related(language, text, contractor="???", offer=offer, payment=payment)
    assert found == [("payment", "contractor")]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("i preventivi di ognuno con importo, e le prove con data", {"rehearsal": "prove"}),
        ("i preventivi di ognuno con importo. I pagamenti con data", {"payment": "pagamenti"}),
        ("i preventivi con importo, e i pagamenti con data", {"payment": "pagamenti"}),
    ],
)
def test_what_is_told_apart_or_of_all_is_nobodys(text: str, other: dict[str, str]) -> None:
    assert not _related("it", text, contractor="???", offer="preventivi", **other)


@pytest.mark.parametrize(
    ("text", "papers", "fields"),
    [
        (
            "Preciso dos fornecedores com telefone, dos orçamentos de cada conserto",
            "Orçamentos",
            ["Data", "Valor"],
        ),
        (
            "Il me faut les artisans avec téléphone, les devis de chaque chantier",
            "Devis",
            ["Date", "Montant"],
        ),
    ],
)
def test_papers_of_each_are_a_list(text: str, papers: str, fields: list[str]) -> None:
    made = next(one for one in analyse(text).entities if one.plural_label == papers)
    assert [field.label for field in made.fields] == fields
