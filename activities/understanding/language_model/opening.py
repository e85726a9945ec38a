"""Puts the reader together from settings."""

from pathlib import Path

from activities.understanding.language_model.exchange import ChatServer
from activities.understanding.language_model.ledger import TokenLedger
from activities.understanding.language_model.reader import LanguageModelReader
from settings import UnderstandingSettings


def open_reader(settings: UnderstandingSettings, folder: Path) -> LanguageModelReader:
    """Return the reader that the settings describe; nothing is sent yet.

    Args:
        settings: With an address and a model.
        folder: Where it is written down what the model has cost.

    Raises:
        ValueError: The settings name no address or no model.
    """
    if not settings.base_url or not settings.model:
        raise ValueError("a language model needs base_url and model")
    key = settings.api_key
    server = ChatServer(
        settings.base_url,
        settings.model,
        api_key=key.get_secret_value() if key else None,
        timeout_seconds=settings.timeout_seconds,
        max_response_bytes=settings.max_response_bytes,
    )
    ledger = TokenLedger(
        folder, per_request=settings.tokens_per_request, per_day=settings.tokens_per_day
    )
    called = f"the language model {settings.model} at {settings.base_url}"
    return LanguageModelReader(server, ledger, called)
