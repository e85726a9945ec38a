"""What visitors and programs find under the application's address."""

from fastapi import APIRouter

from app.api import Api
from app.pages import Pages
from app.site import Site


def routers(site: Site) -> list[APIRouter]:
    """Return the routes of the JSON API and of the pages."""
    return [Api(site).router(), Pages(site).router()]
