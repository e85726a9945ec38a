"""Reading lines from a terminal without blocking Ctrl-C."""

import asyncio
import selectors
import sys


class NoInputError(Exception):
    """Standard input has ended: there is nobody to ask."""


class LineReader:
    """Reads lines from standard input inside the event loop."""

    def __init__(self) -> None:
        self._stream: asyncio.StreamReader | None = None

    async def line(self) -> str:
        """Return the next line without its end.

        Raises:
            NoInputError: Standard input has ended.
        """
        if self._stream is None:
            self._stream = await _open()
        raw = await self._stream.readline()
        if not raw:
            raise NoInputError
        return raw.decode(errors="replace").strip()


async def _open() -> asyncio.StreamReader:
    stream = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    try:
        _check_that_it_can_be_waited_for()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), sys.stdin)
    except (ValueError, OSError):  # a regular file, /dev/null, or nothing at all
        stream.feed_data(await asyncio.to_thread(_read_all))
        stream.feed_eof()
    return stream


def _check_that_it_can_be_waited_for() -> None:
    """Raise what the event loop would only write down, and then wait for ever: for /dev/null."""
    with selectors.DefaultSelector() as selector:
        selector.register(sys.stdin, selectors.EVENT_READ)


def _read_all() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (ValueError, OSError):
        return b""
