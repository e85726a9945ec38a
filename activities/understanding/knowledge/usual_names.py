"""What words usually mean that are not themselves the name of a thing."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("usual_names.toml")
_LEADING = re.compile(
    r"^(?:(?:the|an?|my|our|its|their|his|her|your|each|every|all|any)\s+)+(?=\w)", re.IGNORECASE
)
_EDGES = " .,;:!?\"'()|"


@cache
def usual_names() -> Mapping[str, str]:
    """Return the canonical names, by the words that mean them as :func:`spoken` gives them."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {words: name for name, said in table.items() for words in said.split("|")}


def spoken(words: str) -> str:
    """Return words as the table has them: in small letters, without what only leads to them."""
    return _LEADING.sub("", " ".join(words.lower().split()).strip(_EDGES)).replace('"', "")
