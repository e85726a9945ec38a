"""Numbers as small pictures of text: pure."""

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEVELS = "▁▂▃▄▅▆▇█"


def bar(share: float, width: int = 10) -> str:
    """Return a bar that is filled as far as the share, of a fixed width."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width, "·")


def sparkline(values: Sequence[float | None], most: float | None = None, width: int = 60) -> str:
    """Return a row of columns, the highest of neighbours where there are more than fit.

    Args:
        values: From left to right; None leaves a gap.
        most: What a full column stands for; by default the highest value.
        width: Most columns.
    """
    shown = _thinned(values, width)
    known = [value for value in shown if value is not None]
    top = most or max(known, default=0.0) or 1.0
    return "".join(" " if value is None else _level(value / top) for value in shown)


def _level(share: float) -> str:
    return _LEVELS[min(len(_LEVELS) - 1, int(max(0.0, share) * len(_LEVELS)))]


def _thinned(values: Sequence[float | None], width: int) -> list[float | None]:
    size = -(-len(values) // width) or 1
    parts = (values[begin : begin + size] for begin in range(0, len(values), size))
    return [max((v for v in part if v is not None), default=None) for part in parts]
