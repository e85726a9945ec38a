"""A password for the whole household."""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from app.feature import Feature, Link
from app.features import login_household, login_keys, login_tries
from app.features.login_gate import FIRST, LOGIN, Gate, local, remember, session_secret
from app.features.login_household import Household
from app.features.login_password import SHORTEST, Cost
from app.features.login_settings import SETTINGS, Settings, device, field, new_password
from app.features.login_tries import TooSoonError
from app.site import Site
from app.submission import Form
from app.tokens import Opens


class Login(Feature):
    """Lets in who knows the password; whoever comes first chooses it.

    Args:
        cost: How much work it is to try a password.
    """

    guards = True
    tables = (login_household.TABLE, login_tries.TABLE, login_keys.TABLE)

    def __init__(self, cost: Cost | None = None) -> None:
        self.cost = cost or Cost()

    def menu(self) -> Sequence[Link]:
        """Lead to what can be changed."""
        return [Link("Password", SETTINGS)]

    def install(self, app: FastAPI, site: Site) -> None:
        """Put the gate before all pages."""
        public = [start for feature in site.features for start in feature.public]
        app.add_middleware(Gate, keys=Household(site.database, self.cost).keys, public=public)

    def router(self, site: Site) -> APIRouter:
        """Return the pages before the gate, and those of the settings."""
        household = Household(site.database, self.cost)
        entrance = Entrance(site, household)
        router = APIRouter(default_response_class=Response)
        router.add_api_route(LOGIN, entrance.asked, methods=["GET"])
        router.add_api_route(LOGIN, entrance.entered, methods=["POST"])
        router.add_api_route(FIRST, entrance.chosen, methods=["POST"])
        router.include_router(Settings(site, household).router())
        return router


class Entrance:
    """The pages that strangers see."""

    def __init__(self, site: Site, household: Household) -> None:
        self.site = site
        self.household = household

    def asked(self, request: Request, next: str = "/", lost: str = "") -> Response:
        """Ask for the password, or for a new one if there is none yet."""
        problem = self.household.take_over()
        if self.household.keys.find(Opens.SESSION, session_secret(request)):
            return RedirectResponse(local(next), 303)
        notice = "You were logged out, so what you sent was not kept." if lost else ""
        if self.household.chosen():
            return self._ask(request, next, problem, notice=notice)
        return self._choose(request, next, {"password": problem} if problem else {})

    def entered(self, request: Request, form: Form) -> Response:
        """Log in."""
        wanted = field(form, "next")
        problem = self.household.take_over()
        if not self.household.chosen():
            return RedirectResponse(LOGIN, 303)
        try:
            right = self.household.opens(field(form, "password"))
        except TooSoonError as too_soon:
            return self._ask(request, wanted, wait=too_soon.seconds)
        if right:
            return self._welcome(request, wanted)
        return self._ask(request, wanted, problem or "This is not the password.")

    def chosen(self, request: Request, form: Form) -> Response:
        """Choose the password, if nobody has."""
        wanted = field(form, "next")
        password, errors = new_password(form)
        if not errors and self.household.choose(password):
            return self._welcome(request, wanted)
        if self.household.chosen():
            return self._ask(request, wanted, "Somebody has chosen the password just now.")
        return self._choose(request, wanted, errors)

    def _welcome(self, request: Request, wanted: str) -> Response:
        answer = RedirectResponse(local(wanted), 303)
        known = session_secret(request)
        secret = self.household.keys.begin(device(request), instead_of=known)
        remember(answer, request, secret)
        return answer

    def _ask(
        self, request: Request, wanted: str, problem: str = "", notice: str = "", wait: int = 0
    ) -> Response:
        wait = wait or self.household.wait()
        page = self.site.page(
            request,
            "login.html",
            status=429 if wait else 422 if problem else 200,
            next=local(wanted),
            problem=problem,
            notice=notice,
            wait=spoken(wait) if wait else "",
        )
        if wait:
            page.headers["retry-after"] = str(wait)
        return page

    def _choose(self, request: Request, wanted: str, errors: dict[str, str]) -> Response:
        return self.site.page(
            request,
            "login_first.html",
            status=422 if errors else 200,
            next=local(wanted),
            errors=errors,
            shortest=SHORTEST,
        )


def spoken(seconds: int) -> str:
    """Return a time to wait as people say it."""
    if seconds < 60:
        return f"{seconds} second{'s' if seconds > 1 else ''}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'s' if minutes > 1 else ''}"
