"""What a request tells in a roundabout way, told as the readers know it; pure."""

from activities.understanding.drafting.alike import tell_alike
from activities.understanding.drafting.alternating import tell_alternatives
from activities.understanding.drafting.correcting import apply_corrections
from activities.understanding.drafting.ways import tell_ways
from activities.understanding.drafting.withdrawing import without_withdrawn


def put_plainly(text: str, language: str) -> str:
    """Return a request that says the same in plain turns.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    told = tell_alike(apply_corrections(without_withdrawn(text)), language)
    return tell_ways(tell_alternatives(told, language), language)
