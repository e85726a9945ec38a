"""Forms as browsers send them in."""

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, HTTPException, Request

from app.forms import Submission
from app.model import Entity
from app.photos.uploads import is_multipart, received
from app.security import FORM_FIELD, check_origin, check_token
from app.site import Site

_MOST_FIELDS = 1_000


async def submitted(request: Request) -> Submission:
    """Return a form that was sent in, after checking that it is one of ours.

    Raises:
        HTTPException: 403, it comes from elsewhere; 400, it can't be read.
    """
    check_origin(request)
    site: Site = request.app.state.site
    if is_multipart(request.scope) and (entity := _with_photos(request, site)) is not None:
        return await received(request, entity, site.photos, FORM_FIELD)
    try:
        text = (await request.body()).decode("ascii")
        form = parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise HTTPException(400, "This form could not be read.") from None
    check_token(request, (form.pop(FORM_FIELD, None) or [""])[-1])
    return form


def _with_photos(request: Request, site: Site) -> Entity | None:
    """Return the entity that the address names, if its records can have photos."""
    name = request.path_params.get("name")
    return next((e for e in site.schema.entities if e.name == name and e.photos), None)


Form = Annotated[Submission, Depends(submitted)]
