"""The page on which members of the household see and change who gets in."""

import hmac
import re

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.features.login_gate import LOGIN, remember, session_secret
from app.features.login_household import Household
from app.features.login_keys import MOST_TOKENS
from app.features.login_password import SHORTEST, weakness
from app.features.login_tries import TooSoonError
from app.forms import Submission
from app.site import Site
from app.submission import Form
from app.tokens import Opens

SETTINGS = f"{LOGIN}/settings"
_NOTICES = {
    "changed": "The password is changed. All other devices are logged out.",
    "out": "That device is logged out.",
    "revoked": "The token is worthless now.",
}
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox"}
_BROWSERS |= {"Chrome": "Chrome", "CriOS": "Chrome", "Safari": "Safari"}
_SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
_SYSTEMS |= {"Macintosh": "Mac", "CrOS": "Chromebook", "Linux": "Linux"}
_LONGEST_NAME = 60


class Settings:
    """Devices, password and tokens."""

    def __init__(self, site: Site, household: Household) -> None:
        self.site = site
        self.household = household
        self.keys = household.keys

    def router(self) -> APIRouter:
        """Return the page and what its forms are sent to."""
        router = APIRouter(prefix=SETTINGS, default_response_class=Response)
        router.add_api_route("", self.shown, methods=["GET"])
        router.add_api_route("/password", self.changed, methods=["POST"])
        router.add_api_route("/out", self.left, methods=["POST"])
        router.add_api_route("/tokens", self.admitted, methods=["POST"])
        router.add_api_route("/revoke", self.revoked, methods=["POST"])
        return router

    def shown(self, request: Request, notice: str = "") -> Response:
        """Show who gets in."""
        return self._page(request, {}, notice=_NOTICES.get(notice, ""))

    def changed(self, request: Request, form: Form) -> Response:
        """Change the password; the present one is needed, and tried as slowly as at the login."""
        password, errors = new_password(form)
        errors = errors or self._tried(field(form, "present"))
        if errors:
            return self._page(request, errors)
        self.household.replace(password)
        answer = RedirectResponse(f"{SETTINGS}?notice=changed", 303)
        remember(answer, request, self.keys.begin(device(request), instead_of=""))
        return answer

    def left(self, request: Request, form: Form) -> Response:
        """Log out: this device, another one, or all."""
        here, which = self.keys.find(Opens.SESSION, session_secret(request)), field(form, "which")
        if which == "all":
            self.keys.end_all(Opens.SESSION)
        elif which and not (here and which == str(here.id)):
            self.keys.end(Opens.SESSION, number(which))
            return RedirectResponse(f"{SETTINGS}?notice=out", 303)
        elif here:
            self.keys.end(Opens.SESSION, here.id)
        answer = RedirectResponse(LOGIN, 303, {"clear-site-data": '"cache"'})
        remember(answer, request, "")
        return answer

    def admitted(self, request: Request, form: Form) -> Response:
        """Make a token, and show it this once."""
        label = field(form, "label").strip()[:_LONGEST_NAME]
        if not label or not label.isprintable():
            return self._page(request, {"label": "Say which program it is for."})
        secret = self.keys.admit(label)
        if not secret:
            return self._page(request, {"label": f"There are {MOST_TOKENS}. Revoke one first."})
        return self._page(request, {}, secret=secret, label=label)

    def revoked(self, form: Form) -> Response:
        """Make a token worthless."""
        self.keys.end(Opens.PROGRAM, number(field(form, "which")))
        return RedirectResponse(f"{SETTINGS}?notice=revoked", 303)

    def _tried(self, password: str) -> dict[str, str]:
        try:
            right = self.household.opens(password)
        except TooSoonError as too_soon:
            return {"present": f"Too many wrong tries. Wait {too_soon.seconds} seconds."}
        return {} if right else {"present": "This is not the password."}

    def _page(
        self,
        request: Request,
        errors: dict[str, str],
        notice: str = "",
        secret: str = "",
        label: str = "",
    ) -> Response:
        return self.site.page(
            request,
            "login_settings.html",
            status=422 if errors else 200,
            errors=errors,
            notice=notice,
            here=self.keys.find(Opens.SESSION, session_secret(request)),
            sessions=self.keys.all(Opens.SESSION),
            tokens=self.keys.all(Opens.PROGRAM),
            shortest=SHORTEST,
            secret=secret,
            label=label,
        )


def field(form: Submission, name: str) -> str:
    """Return what was entered last under a name."""
    return (form.get(name) or [""])[-1]


def new_password(form: Submission) -> tuple[str, dict[str, str]]:
    """Return the password that was chosen, entered twice, and what is wrong with it."""
    password, again = field(form, "password"), field(form, "again")
    if problem := weakness(password):
        return password, {"password": problem}
    if not hmac.compare_digest(password.encode(), again.encode()):
        return password, {"again": "This is not the same as above."}
    return password, {}


def number(text: str) -> int:
    """Return the id in a text; 0, which nothing has, if it is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else 0


def device(request: Request) -> str:
    """Return what a browser and its system are called; no more than that is kept of them."""
    agent = request.headers.get("user-agent", "")
    browser = next((name for sign, name in _BROWSERS.items() if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS.items() if sign in agent), "")
    return " on ".join(filter(None, (browser, system))) or "A device"
