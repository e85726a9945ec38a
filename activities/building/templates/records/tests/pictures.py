"""Draws pictures to send in."""

import io
import struct
import zlib

from PIL import Image

PLACE = b"Household at 52.1N"


def picture(number: int = 1, kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a picture; each number has its own colour."""
    return encoded(Image.new("RGB", size, (number * 37 % 256, number * 11 % 256, 90)), kind)


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Return an image as a file."""
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def photographed() -> bytes:
    """Return what a camera held sideways makes: it notes how it was held, and where."""
    image = Image.new("RGB", (40, 20), "blue")
    image.paste("red", (0, 0, 20, 20))
    notes = Image.Exif()
    notes[0x0112] = 6  # its top is on the right
    notes[0x010E] = PLACE.decode()
    return encoded(image, "JPEG", exif=notes, comment=PLACE, quality=95)


def announced(width: int, height: int) -> bytes:
    """Return the beginning of a PNG that claims a size and has next to no bytes."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def moving(kind: str) -> bytes:
    """Return a picture that moves."""
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:])


def opened(data: bytes) -> Image.Image:
    """Return the pixels of a file."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
