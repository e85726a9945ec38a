"""Turns what stands in a list into what visitors read."""

import re
from collections.abc import Sequence
from datetime import date

from app.markdown import Span, Style, link, spans_of
from app.model import Column, Kind, Site
from app.words import month_of

_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:[.,]\d+)?", re.ASCII)
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹"}


def shown(site: Site, column: Column, value: str) -> Sequence[Span]:
    """Return a value as it is shown; what is no date or amount stays as it was written."""
    if column.kind is Kind.DATE:
        return [Span(_day(value, site.language))]
    if column.kind is Kind.MONEY and _AMOUNT.fullmatch(value):
        return [Span(_amount(value, site))]
    if column.kind is Kind.EMAIL and "@" in value:
        return [Span(value, Style.LINK, f"mailto:{value}")]
    if column.kind is Kind.URL:
        label = re.sub(r"^https?://(?:www\.)?", "", value).rstrip("/")
        return [link(label, value, value)]
    return list(spans_of(value))


def _day(value: str, language: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    dot = "." if language == "de" else ""
    return f"{day.day}{dot} {month_of(day.month, language)} {day.year}"


def _amount(value: str, site: Site) -> str:
    sign = _SIGNS.get(site.currency, site.currency)
    if site.language == "de":
        written = value if "," in value else value.replace(".", ",")
        return f"{written}\u00a0{sign}"
    return f"{sign}{value}" if len(sign) == 1 else f"{sign}\u00a0{value}"
