"""The WebSocket."""

from fastapi import APIRouter, WebSocket

from api.services import Services
from api.socket import SocketSession

router = APIRouter(tags=["events"])


@router.websocket("/ws")
async def follow_everything(socket: WebSocket) -> None:
    """Follow jobs, applications, or everything of one's own over one connection."""
    services: Services = socket.app.state.services
    await SocketSession(socket, services).run()
