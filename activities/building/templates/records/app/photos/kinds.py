"""Tells from its first bytes what a file is, whatever it is called."""

from app.values import InvalidError

_USABLE = "Use a photo as JPEG, PNG or WebP."
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_HEIC = (
    "This is a HEIC photo, which browsers can't show. Send it as JPEG; on an iPhone, choose"
    " “Most Compatible” under Settings, Camera, Formats for the next ones."
)


def usable_kind(data: bytes) -> str:
    """Return the format of an image: ``JPEG``, ``PNG`` or ``WEBP``.

    Raises:
        InvalidError: It is none of them; the text says what to do.
    """
    if not data:
        raise InvalidError("This file is empty. Choose another one.")
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    raise InvalidError(_refusal(data))


def _refusal(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        brands = {data[at : at + 4] for at in range(8, 40, 4)}
        return _HEIC if brands & _HEIC_BRANDS else f"This is a film or an odd format. {_USABLE}"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return f"This is a GIF, and pictures that move can't be kept. {_USABLE}"
    if b"<svg" in data[:1_000].lower():
        return f"This is a drawing (SVG), not a photo. {_USABLE}"
    return f"This file is not a photo. {_USABLE}"
