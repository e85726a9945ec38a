"""An application with the five kinds of traffic, which can be broken on purpose.

Reads (GET), writes (POST), uploads (PUT), server-sent events and WebSockets.
"""

import asyncio
import hashlib
import os
import sys
import threading
import time
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.behaviour import BEHAVIOUR

VERSION = os.environ.get("APP_VERSION", "0")
BROKEN_HEADER = "x-broken"
EVENTS = 20
PAUSE_SECONDS = 0.05
GOOD_UNTIL_TOLD = threading.Event()
"""Set once a fault was asked for that only health checks see."""


def answered(value: dict[str, object], status: int = 200) -> Response:
    """Return an answer; each of a version that was broken from the start says so."""
    headers = {} if BEHAVIOUR == "fine" else {BROKEN_HEADER: BEHAVIOUR}
    code = 500 if BEHAVIOUR == "fails" else status
    return JSONResponse({"version": VERSION, **value}, code, headers)


async def health(_: Request) -> Response:
    """Say whether it is well."""
    return answered({}, 500 if GOOD_UNTIL_TOLD.is_set() else 200)


async def write(request: Request) -> Response:
    """Take a small JSON document and give it back."""
    return answered({"written": await request.json()}, 201)


async def upload(request: Request) -> Response:
    """Take a body of any size and return its digest."""
    digest = hashlib.sha256()
    async for part in request.stream():
        digest.update(part)
    return answered({"digest": digest.hexdigest()}, 201)


async def events(_: Request) -> Response:
    """Tell a number of events, a little apart."""

    async def told() -> AsyncIterator[bytes]:
        for number in range(EVENTS):
            yield f"id: {number}\ndata: {VERSION}\n\n".encode()
            await asyncio.sleep(PAUSE_SECONDS)

    return StreamingResponse(told(), media_type="text/event-stream")


async def talk(socket: WebSocket) -> None:
    """Give every message back."""
    await socket.accept()
    try:
        while True:
            await socket.send_text(await socket.receive_text())
    except WebSocketDisconnect:
        pass


async def break_it(request: Request) -> Response:
    """Become faulty after the answer, in the way that the path names."""
    how = request.path_params["how"]
    if how == "status":
        GOOD_UNTIL_TOLD.set()
    elif how == "visitors":
        return answered({}, 500)
    elif how == "hang":
        asyncio.get_running_loop().call_later(0.01, time.sleep, 600)
    elif how == "memory":
        threading.Thread(target=_hog, daemon=True).start()
    else:
        asyncio.get_running_loop().call_later(0.01, os._exit, 3)
    return answered({"breaks": how})


def _hog() -> None:
    kept = []
    while True:
        kept.append(bytearray(b"1") * (64 << 20))


def main() -> None:
    """Serve on the socket, or on the port where there is none."""
    if BEHAVIOUR == "crashes":
        sys.exit(3)
    if BEHAVIOUR == "hangs":
        time.sleep(600)
    if BEHAVIOUR == "exhausts":
        _hog()
    routes = [
        Route("/healthz", health),
        Route("/", health),
        Route("/entries", write, methods=["POST"]),
        Route("/upload", upload, methods=["PUT"]),
        Route("/events", events),
        Route("/break/{how}", break_it, methods=["POST"]),
        WebSocketRoute("/talk", talk),
    ]
    wrong_port = BEHAVIOUR == "wrong_port"
    socket = None if wrong_port else os.environ.get("SOCKET")
    port = 0 if wrong_port else int(os.environ.get("PORT", "0"))
    host = os.environ.get("HOST", "127.0.0.1")
    uvicorn.run(
        Starlette(routes=routes), uds=socket, host=host, port=port, log_level="warning", workers=1
    )


main()
