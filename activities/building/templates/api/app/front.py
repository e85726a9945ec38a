"""What programs, and those who write them, find under the application's address."""

from fastapi import APIRouter

from app.api import Api
from app.reference import Reference
from app.site import Site


def routers(site: Site) -> list[APIRouter]:
    """Return the routes of the JSON API and of its reference."""
    return [Api(site).router(), Reference(site).router()]
