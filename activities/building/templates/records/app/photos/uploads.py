"""Photos as browsers send them in: as parts of a form."""

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.types import Scope

from app.forms import Sent
from app.model import Entity, Field, Schema
from app.photos import LARGEST_PHOTO
from app.photos.store import Photos, too_large
from app.security import LARGEST_BODY, check_token
from app.values import InvalidError

LARGEST_FORM = 2 * LARGEST_PHOTO + LARGEST_BODY
"""Bytes; enough to take a photo that is too large, and to say so beside its field."""
_MOST_PARTS = 1_000


class BodyLimit:
    """Says how large a body may be: more where a photo can be in it."""

    def __init__(self, schema: Schema) -> None:
        self._names = {entity.name for entity in schema.entities if entity.photos}

    def __call__(self, scope: Scope) -> int:
        """Return the most bytes for a request."""
        parts = scope["path"].strip("/").split("/")
        programs = scope["method"] == "PUT" and parts[0] == "api" and parts[3:4] == ["photo"]
        browsers = scope["method"] == "POST" and len(parts) <= 2 and is_multipart(scope)
        name = parts[1] if programs else parts[0] if browsers else ""
        return LARGEST_FORM if name in self._names else LARGEST_BODY


def is_multipart(scope: Scope) -> bool:
    """Return whether a form came with files."""
    return Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")


async def received(request: Request, entity: Entity, photos: Photos, token: str) -> Sent:
    """Return a form that was sent in, after its photos were kept.

    Args:
        request: It comes with a form of several parts.
        entity: The entity that the form is about.
        photos: Where to keep its photos.
        token: Name of the part that shows that the form is one of ours.

    Raises:
        HTTPException: 400, it can't be read; 403, it is not one of ours.
    """
    async with request.form(max_files=2 * len(entity.photos), max_fields=_MOST_PARTS) as form:
        texts = _texts(form)
        check_token(request, (texts.pop(token, None) or [""])[-1])
        refused: dict[str, str] = {}
        for field in entity.photos:
            try:
                if (name := await _kept(form, field, photos)) is not None:
                    texts[field.name] = [name]
            except InvalidError as problem:
                refused[field.name] = str(problem)
    return Sent(texts, refused)


def _texts(form: FormData) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            texts.setdefault(name, []).append(value)
    return texts


async def _kept(form: FormData, field: Field, photos: Photos) -> str | None:
    """Return the name of the photo that was chosen, nothing to remove it; None leaves it."""
    file = form.get(f"{field.name}__file")
    if isinstance(file, UploadFile) and file.filename:
        if (file.size or 0) > LARGEST_PHOTO:
            raise too_large(file.size or 0)
        return await run_in_threadpool(photos.keep, await file.read())
    return "" if form.get(f"{field.name}__remove") else None
