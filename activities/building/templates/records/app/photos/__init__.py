"""Photos of records: how they are named, and where they are found."""

import re

PATH = "/-/photos/"
"""Where the address of a photo begins."""
NAME = re.compile(r"[0-9a-f]{32}\.jpg")
"""What is stored in a record: the name of a file, made from what is in it."""
LARGEST_PHOTO = 12_000_000
"""Bytes that a photo may have when it is sent in."""


def small(name: str) -> str:
    """Return the name of the small copy of a photo."""
    return f"small-{name}"
