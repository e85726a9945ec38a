"""What one of several is told by its number: "drawer 1-5" judges nothing; pure."""

import re

_NUMBERED = re.compile(
    r"(?:[\w-]+ )?(?:drawer|shelf|box|crate|bin|rack|row|aisle|column|cabinet|cupboard|compartment"
    r"|locker|slot|tray|seat|bay|court|lane|pitch|gate|round|zone|section|sector|track|platform"
    r"|block|plot|stall|paddock|pen|hive|group|heat|floor|storey|unit|term|semester|chapter|volume"
    r"|squad|freezer|barrel|bucket|position|schublade|fach|regal|kiste|reihe|platz|spalte|gruppe"
    r"|bahn)(?: (?:number|no\.?|nr\.?))?",
    re.IGNORECASE,
)
_JUDGED = re.compile(r"(?:how|good|best|rate|rating|overall|quality)\b", re.IGNORECASE)


def is_numbered(label: str) -> bool:
    """Say whether numbers behind a label tell which one it is, and not how good it is.

    Args:
        label: What a field is called, like "shelf" or "drawer".
    """
    return _NUMBERED.fullmatch(label.strip()) is not None and not _JUDGED.match(label)
