"""Why a language model was not used."""


class NotRead(Exception):
    """The language model did not read the request; the embedded analyser does.

    Args:
        reason: Ends the sentence "…, because"; never holds what a server or a person wrote.
        tokens: What the attempt cost nevertheless; None when that is not known.
        down: Whether the next request would most likely meet the same.
    """

    def __init__(self, reason: str, *, tokens: int | None = None, down: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.tokens = tokens
        self.down = down
