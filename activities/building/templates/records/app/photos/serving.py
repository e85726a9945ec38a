"""Gives photos to browsers."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, Response

from app.photos import PATH
from app.photos.store import Photos

_FOR_EVER = {"cache-control": "private, max-age=31536000, immutable"}
"""The name of a photo changes with its content."""


def photo_router(photos: Photos) -> APIRouter:
    """Return the address of every photo."""
    router = APIRouter(default_response_class=Response)

    def photo(name: str) -> Response:
        path = photos.file(name)
        if path is None:
            raise HTTPException(404, "There is no such photo.")
        return FileResponse(path, media_type="image/jpeg", headers=_FOR_EVER)

    router.add_api_route(PATH + "{name}", photo, methods=["GET", "HEAD"])
    return router
