"""Makes what is kept of an image: drawn anew from its pixels, with nothing else that came along.

The only module that imports the image library, and only when the first photo arrives.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from app.photos.kinds import usable_kind
from app.values import InvalidError

LARGE, SMALL = 1_600, 400
"""Pixels of the longer side."""
_MOST_OF_JPEG = 64_000_000
_MOST_OF_PROGRESSIVE = 25_000_000
_MOST_PIXELS = 16_000_000
"""A JPEG can be read at a part of its size, a progressive one with more memory, others not."""
_QUALITY = {LARGE: 84, SMALL: 78}
_BROKEN = "This file is damaged or not complete. Choose it again, or take another one."
_TOO_MANY = "This picture has too many pixels. Make it smaller first."
_MOVES = "Pictures that move can't be kept. Choose one that stands still."


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo in the two sizes that are kept, both JPEG without anything about place or camera."""

    large: bytes
    small: bytes


def prepared(data: bytes) -> Picture:
    """Return what is kept of an image.

    Raises:
        InvalidError: It can't be kept; the text says why.
    """
    kind = usable_kind(data)
    try:
        return _drawn(data, kind)
    except InvalidError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise InvalidError(_TOO_MANY) from None
    except Exception:  # hostile bytes make decoders fail in every way there is
        raise InvalidError(_BROKEN) from None


def _drawn(data: bytes, kind: str) -> Picture:
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        if kind != "JPEG" and getattr(image, "is_animated", False):
            raise InvalidError(_MOVES)
        if image.width * image.height > _most_pixels(image, kind):
            raise InvalidError(_TOO_MANY)
        image.draft(None, (LARGE, LARGE))  # only a JPEG can come in a smaller size
        large = _plain(_fitted(_with_colours(image), LARGE))
    return Picture(_encoded(large, LARGE), _encoded(_fitted(large, SMALL), SMALL))


def _most_pixels(image: Image.Image, kind: str) -> int:
    if kind != "JPEG":
        return _MOST_PIXELS
    return _MOST_OF_PROGRESSIVE if image.info.get("progressive") else _MOST_OF_JPEG


def _with_colours(image: Image.Image) -> Image.Image:
    """Return the image with colours instead of numbers of colours, which can't be blended."""
    if image.mode not in ("P", "1"):
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _plain(image: Image.Image) -> Image.Image:
    """Return the pixels upright, on white where they let something through, in usual colours."""
    upright = _upright(image)
    profile = image.info.get("icc_profile")
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        upright = Image.new("RGB", layer.size, "white")
        upright.paste(layer, mask=layer.getchannel("A"))
    if profile and upright.mode in ("RGB", "CMYK"):
        upright = _in_usual_colours(upright, profile)
    return upright.convert("RGB")


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # what a camera noted is broken more often than its picture
        return image


def _in_usual_colours(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the image in sRGB, so that it looks the same without its profile."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        usual = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, usual, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _fitted(image: Image.Image, longest: int) -> Image.Image:
    copy = image.copy()
    copy.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return copy


def _encoded(image: Image.Image, size: int) -> bytes:
    target = io.BytesIO()
    fresh = Image.new("RGB", image.size)
    fresh.paste(image)  # without the notes that hang on the image that was read
    fresh.save(target, "JPEG", quality=_QUALITY[size], optimize=True, progressive=True)
    return target.getvalue()
