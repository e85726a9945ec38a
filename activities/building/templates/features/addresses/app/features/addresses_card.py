"""vCards (RFC 2426, which phones and mail programs of any age read)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LONGEST = 75
"""Octets in a line."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody."""

    id: int
    name: str
    place: str
    phone: str
    mail: str

    @property
    def reachable(self) -> bool:
        """Whether anything is known."""
        return bool(self.place or self.phone or self.mail)


def vcards(contacts: Iterable[Contact]) -> str:
    """Return a file with the vCards of all of them."""
    lines = (line for contact in contacts for line in _lines(contact))
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(contact: Contact) -> Iterator[str]:
    name = _escaped(contact.name)
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"FN:{name}"
    yield f"N:{name};;;;"
    if contact.phone:
        yield f"TEL:{_escaped(contact.phone)}"
    if contact.mail:
        yield f"EMAIL;TYPE=INTERNET:{_escaped(contact.mail)}"
    if contact.place:
        yield f"ADR:;;{_escaped(contact.place)};;;;"
    yield "END:VCARD"


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(plain.replace("\r", "").replace("\n", "\\n").splitlines())


def _folded(line: str) -> str:
    """Return the line with breaks before it gets too long; no character is taken apart."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LONGEST:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts)
