"""The end of what somebody writes, kept within bounds."""

from storage.redaction import redacted


class Tail:
    """Keeps the last characters of a text that grows."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._text = ""

    def add(self, text: str) -> None:
        """Take more of the text."""
        self._text = (self._text + text)[-self._limit :]

    def clear(self) -> None:
        """Forget what was kept."""
        self._text = ""

    def shown(self, lines: int) -> str:
        """Return the last lines, freed of secrets."""
        return "\n".join(redacted(self._text).strip().splitlines()[-lines:])
