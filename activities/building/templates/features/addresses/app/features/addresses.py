"""An address list: how to reach the records of an entity."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.clicks import found
from app.feature import Feature, Panel, Tab
from app.features.addresses_card import Contact, vcards
from app.listing import Listing
from app.model import Entity
from app.records import Query, Record, Records
from app.site import Key, Site

_SIZE = 60
_SEVERAL = re.compile(r"[,;\n]|\s(?:or|and|oder|und)\s")
_FEWEST_DIGITS = 3
_NATIONAL = re.compile(r"\(0\)")
"""The zero that is dialled without the country only."""


@dataclass(frozen=True, slots=True)
class Number:
    """A phone number as it was entered, and as a phone dials it; empty if it can't."""

    text: str
    dialled: str


class Addresses(Feature):
    """Shows how to reach the records of an entity.

    Args:
        entity: Name of the entity.
        place: Its field with the address, if there is one.
        phone: Its field with the phone number, if there is one.
        mail: Its field with the e-mail address, if there is one.
    """

    def __init__(self, entity: str, place: str = "", phone: str = "", mail: str = "") -> None:
        self.entity = entity
        self.place = place
        self.phone = phone
        self.mail = mail

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Addresses", self._path)] if entity.name == self.entity else ()

    def details(self, records: Records, record: Record, today: date) -> Sequence[Panel]:
        """Let a record be called, and be saved as a contact, on its own page too."""
        if records.entity.name != self.entity:
            return ()
        contact = self.contact(records, record)
        if not contact.reachable:
            return ()
        label = self._labels(records.entity)["phone"]
        context = {
            "numbers": numbers(contact.phone),
            "label": label,
            "id": record.id,
            "path": self._path,
        }
        return [Panel("Contact", "addresses_panel.html", context)]

    def router(self, site: Site) -> APIRouter:
        """Return the address list and the vCards."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request) -> Response:
            with site.reading(self.entity) as records:
                query = _by_name(records, request.query_params)
                page = records.page(query, _SIZE)
                contacts = [self.contact(records, record) for record in page.records]
                return site.page(
                    request,
                    "addresses.html",
                    entity=records.entity,
                    page=page,
                    search=query.search,
                    labels=self._labels(records.entity),
                    contacts=[(contact, numbers(contact.phone)) for contact in contacts],
                )

        def all_cards(request: Request) -> Response:
            with site.reading(self.entity) as records:
                query = _by_name(records, request.query_params)
                contacts = (self.contact(records, record) for record in records.all(query))
                return _download(contacts, self.entity)

        def one_card(key: Key) -> Response:
            with site.reading(self.entity) as records:
                contact = self.contact(records, found(records, key))
            return _download([contact], f"{self.entity}-{key}")

        router.add_api_route(self._path, shown, methods=["GET"])
        router.add_api_route(f"{self._path}/all.vcf", all_cards, methods=["GET"])
        router.add_api_route(f"{self._path}/{{key}}.vcf", one_card, methods=["GET"])
        return router

    def contact(self, records: Records, record: Record) -> Contact:
        """Return what is known of how to reach a record."""
        return Contact(
            id=record.id,
            name=records.named(record).title,
            place=self._text(record, self.place),
            phone=self._text(record, self.phone),
            mail=self._text(record, self.mail),
        )

    def _labels(self, entity: Entity) -> Mapping[str, str]:
        roles = {"place": self.place, "phone": self.phone, "mail": self.mail}
        return {role: entity.field(name).label if name else "" for role, name in roles.items()}

    def _text(self, record: Record, name: str) -> str:
        return str(record.values[name] or "") if name else ""

    @property
    def _path(self) -> str:
        return f"/{self.entity}/addresses"


def _by_name(records: Records, address: Mapping[str, str]) -> Query:
    return replace(Listing(records, address).query, sort=records.entity.title)


def numbers(text: str) -> list[Number]:
    """Return the phone numbers in a text."""
    return [Number(part.strip(), _dialled(part)) for part in _SEVERAL.split(text) if part.strip()]


def _dialled(text: str) -> str:
    plain = _NATIONAL.sub("", text) if "+" in text else text
    digits = "".join(c for c in plain if c.isascii() and c.isdigit())
    if len(digits) < _FEWEST_DIGITS:
        return ""
    return f"+{digits}" if plain.strip().startswith("+") else digits


def _download(contacts: Iterable[Contact], name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.vcf"'}
    return Response(vcards(contacts), media_type="text/vcard; charset=utf-8", headers=headers)
