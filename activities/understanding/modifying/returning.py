"""Wishes to have back what was before a change; pure."""

import re

_LONGEST = 120
_ALL = (
    r"(?: (?:it|that|this|them|everything|all(?: of (?:it|that|this))?|(?:the |my |your )?(?:last"
    r"|latest|previous|recent)(?: (?:one|step|change|changes|thing|edit|two|three))?"
    r"|(?:the |my |your |these |those )?changes?))?"
)
_EARLIER = (
    r"(?:old|older|previous|earlier|last|former|original|first) (?:version|one|state|app\w*|setup)"
)
_AS_IT_WAS = (
    r"(?:(?:the way|how|what|as|like|where) (?:it|things|everything|we|that|all) (?:was|were|had"
    r" been|looked|worked)(?: before| yesterday| earlier| at first| in the beginning| originally)?"
    rf"|(?:the |my |our )?{_EARLIER}|before)"
)
_RETURNS = re.compile(
    r"(?:(?:can|could|would|how (?:do|can)) (?:i|we|you|it) |(?:i|we)(?:'d| would)? (?:want|need"
    r"|like)(?: to)? |please |actually,? |oh no,? |no,? |just )*"
    rf"(?:(?:undo|revert|roll back|rollback|take back|reverse){_ALL}"
    rf"|(?:take|roll){_ALL} back"
    r"|(?:go|change|put|turn|bring|get|switch|set|make|have)(?: (?:it|this|that|them|everything|all"
    rf"|the app\w*|things))? back(?: again)?(?: (?:in)?to)? {_AS_IT_WAS}"
    rf"|(?:get |have |bring )?(?:the |my |our )?{_EARLIER} back)"
    r"(?: again| please)*[.!? ]*",
    re.IGNORECASE,
)


def returns(text: str) -> bool:
    """Say whether words want back what was before: "undo that", "put it back as it was".

    Who wants to be able to undo what is entered wishes something of the application.

    Args:
        text: One change.
    """
    return len(text) <= _LONGEST and bool(_RETURNS.fullmatch(text.strip()))
