"""The same records as JSON, for programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import JSONResponse, Response

from app import deletion
from app.forms import check, entered, from_json, parse_json
from app.listing import Listing
from app.model import NUMBERS, Entity, Kind
from app.photos import PATH
from app.records import Record, Records
from app.security import check_origin
from app.site import Key, Site
from app.values import InvalidError, exact


async def payload(request: Request) -> Any:
    """Return the JSON that was sent.

    Raises:
        HTTPException: 403, another site sent it; 415 or 400, it is not JSON.
    """
    check_origin(request)
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise HTTPException(415, "Send JSON, with the content type application/json.")
    try:
        return parse_json(await request.body())
    except ValueError:
        raise HTTPException(400, "This is not valid JSON.") from None


async def image(request: Request) -> bytes:
    """Return the image that was sent.

    Raises:
        HTTPException: 403, another site sent it.
    """
    check_origin(request)
    return await request.body()


Payload = Annotated[Any, Depends(payload)]
Image = Annotated[bytes, Depends(image)]
SameSite = Depends(check_origin)


class Api:
    """Answers programs."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def router(self) -> APIRouter:
        """Return the routes of all entities."""
        router = APIRouter(prefix="/api", default_response_class=JSONResponse)
        router.add_api_route("", self.described, methods=["GET"])
        router.add_api_route("/{name}", self.listed, methods=["GET"])
        router.add_api_route("/{name}", self.added, methods=["POST"])
        router.add_api_route("/{name}/{key}", self.shown, methods=["GET"])
        router.add_api_route("/{name}/{key}", self.replaced, methods=["PUT"])
        router.add_api_route("/{name}/{key}", self.changed, methods=["PATCH"])
        router.add_api_route("/{name}/{key}/photo/{field}", self.pictured, methods=["PUT"])
        router.add_api_route(
            "/{name}/{key}", self.deleted, methods=["DELETE"], dependencies=[SameSite]
        )
        return router

    def described(self) -> Response:
        """Say which entities there are and what they keep."""
        entities = [self._description(entity) for entity in self.site.schema.entities]
        return JSONResponse({"title": self.site.schema.title, "entities": entities})

    def listed(self, request: Request, name: str) -> Response:
        """List records; takes ``q``, ``sort``, ``page`` and filters like the page does."""
        with self.site.reading(name) as records:
            page = Listing(records, request.query_params).page
            items = [as_json(records, record) for record in page.records]
        return JSONResponse(
            {"items": items, "total": page.total, "page": page.number, "pages": page.pages}
        )

    def shown(self, name: str, key: Key) -> Response:
        """Return a record."""
        with self.site.reading(name) as records:
            return JSONResponse(as_json(records, _found(records, key)))

    def added(self, name: str, sent: Payload) -> Response:
        """Keep a new record."""
        with self.site.writing(name) as records:
            key, refusal = _keep(self.site, records, sent, None, {})
            if refusal:
                return refusal
            body = as_json(records, _found(records, key))
        return JSONResponse(body, 201, {"location": f"/api/{name}/{key}"})

    def replaced(self, name: str, key: Key, sent: Payload) -> Response:
        """Change a record; what is not sent becomes empty."""
        return self._change(name, key, sent, whole=True)

    def changed(self, name: str, key: Key, sent: Payload) -> Response:
        """Change a record; what is not sent stays."""
        return self._change(name, key, sent, whole=False)

    def pictured(self, name: str, key: Key, field: str, image: Image) -> Response:
        """Change a photo of a record: the body is the image itself."""
        with self.site.reading(name) as records:
            _found(records, key)
            if field not in (known.name for known in records.entity.photos):
                raise HTTPException(404, f"There is no photo {field}.")
        try:
            stored = self.site.photos.keep(image)
        except InvalidError as problem:
            return _refused({field: str(problem)})
        return self._change(name, key, {field: stored}, whole=False)

    def deleted(self, name: str, key: Key) -> Response:
        """Delete a record and what goes with it."""
        with self.site.writing(name) as records:
            _found(records, key)
            plan = deletion.plan(records.connection, self.site.schema, records.entity, key)
            if plan.blocked:
                sources = sorted({relation.source for relation, _ in plan.blocked})
                message = f"Other records still refer to this: {', '.join(sources)}."
                return JSONResponse({"error": message}, 409)
            self.site.delete(records, plan)
        return Response(status_code=204)

    def _change(self, name: str, key: Key, sent: object, *, whole: bool) -> Response:
        with self.site.writing(name) as records:
            record = _found(records, key)
            before = {} if whole else entered(records, record)
            _, refusal = _keep(self.site, records, sent, record, before)
            return refusal or JSONResponse(as_json(records, _found(records, key)))

    def _description(self, entity: Entity) -> dict[str, Any]:
        schema = self.site.schema
        fields: list[dict[str, Any]] = [
            {"name": f.name, "type": f.kind, "required": f.required, "choices": list(f.choices)}
            for f in entity.fields
        ]
        fields += [
            {"name": r.name, "type": "ids" if r.many else "id", "of": r.target}
            for r in (*schema.references(entity), *schema.links(entity))
        ]
        return {"name": entity.name, "address": f"/api/{entity.name}", "fields": fields}


def as_json(records: Records, record: Record) -> dict[str, Any]:
    """Return a record; decimals and money are texts, so that no digit is lost."""
    body: dict[str, Any] = {"id": record.id}
    for field in records.entity.fields:
        stored = record.values[field.name]
        if field.kind is Kind.YES_NO:
            body[field.name] = bool(stored)
        elif field.kind is Kind.PHOTO:
            body[field.name] = stored and f"{PATH}{stored}"
        elif stored is None or field.kind not in NUMBERS:
            body[field.name] = stored
        else:
            number, whole = int(stored), field.kind in (Kind.INTEGER, Kind.RATING)
            currency = records.schema.currency
            body[field.name] = number if whole else exact(field.kind, number, currency)
    for relation in records.references:
        body[relation.name] = record.values[relation.name]
    for relation in records.links:
        body[relation.name] = records.linked(relation, record.id)
    return body | {"created_at": record.created_at, "updated_at": record.updated_at}


def _keep(
    site: Site,
    records: Records,
    sent: object,
    current: Record | None,
    before: dict[str, list[str]],
) -> tuple[int, Response | None]:
    texts, errors = from_json(records, sent)
    draft = check(records, before | texts, current)
    problems = draft.errors | errors
    if problems:
        return 0, _refused(problems)
    if current is None:
        return site.add(records, draft), None
    site.change(records, current, draft)
    return current.id, None


def _refused(problems: dict[str, str]) -> Response:
    return JSONResponse({"error": "Some of it can't be kept.", "fields": problems}, 422)


def _found(records: Records, key: Key) -> Record:
    record = records.get(key)
    if record is None:
        raise HTTPException(404, f"There is no {records.entity.name} {key}.")
    return record
