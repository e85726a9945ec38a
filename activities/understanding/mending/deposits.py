"""Marks of a deposit that stands beside what it is a part of: an amount, and no yes or no; pure."""

import re
from collections.abc import Sequence

from activities.understanding.marking.marks import Marked, MarkedField
from models.fields import FieldType

_DEPOSIT = re.compile(
    r"(?:deposit|down ?payment)(?: (?:paid|received|given|so far))*"
    r"|anzahlung(?: (?:bezahlt|geleistet|erhalten|gezahlt))?"
    r"|(?:acompte|avance)s?(?: (?:versée?|payée?|reçue?)s?)?|arrhes(?: (?:versée|payée|reçue)s)?"
    r"|anticipo(?: (?:pagado|entregado|recibido|versato|pagato|ricevuto))?"
    r"|señal(?: (?:pagada|entregada|recibida))?"
    r"|acconto(?: (?:versato|pagato|ricevuto))?|caparra(?: (?:versata|pagata|ricevuta))?"
    r"|sinal(?: (?:pago|recebido|dado))?|aanbetaling(?: (?:betaald|voldaan|ontvangen))?"
    r"|zaliczka(?: (?:wpłacona|zapłacona))?|zadatek(?: (?:wpłacony|zapłacony))?",
    re.IGNORECASE,
)
_TICKED = re.compile(
    r"\s*[(/:-]?\s*(?:\?|y\s?/\s?n|j\s?/\s?n|o\s?/\s?n|t\s?/\s?n|(?:yes|ja|oui|sí|si|sì|sim|tak|tick"
    r"|or not|oder nicht|ou (?:pas|non|não)|o no|of niet|czy nie|erledigt)\b)",
    re.IGNORECASE,
)
"""What says behind it that it is a yes or no."""


def with_deposits(marked: Marked, text: str) -> Marked:
    """Return marks where a deposit beside a price is an amount: "total price and deposit paid".

    Args:
        marked: What was marked.
        text: The request.
    """
    return marked._replace(
        fields=tuple(
            field._replace(type=FieldType.MONEY.value)
            if _is_amount(at, marked.fields, text)
            else field
            for at, field in enumerate(marked.fields)
        )
    )


def _is_amount(at: int, fields: Sequence[MarkedField], text: str) -> bool:
    field = fields[at]
    if field.type != FieldType.YES_NO or not _DEPOSIT.fullmatch(field.words.text):
        return False
    beside = (*fields[max(0, at - 1) : at], *fields[at + 1 : at + 2])
    priced = any(
        one.type == FieldType.MONEY
        and one.owner == field.owner
        and not _DEPOSIT.fullmatch(one.words.text)
        for one in beside
    )
    return priced and _TICKED.match(text, field.words.end) is None
