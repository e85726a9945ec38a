"""The WebSocket."""

from fastapi import APIRouter
from starlette.websockets import WebSocket

from api.services import Services
from api.socket import SocketSession

router = APIRouter(tags=["events"])


async def follow_everything(socket: WebSocket) -> None:
    """Follow jobs, applications, or everything of one's own over one connection."""
    services: Services = socket.app.state.services
    await SocketSession(socket, services).run()


# Not as FastAPI's own kind of route: what that keeps to solve dependencies, of which there are
# none, is an eighth of what a viewer costs.
router.add_websocket_route("/ws", follow_everything)
