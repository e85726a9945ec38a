"""Whose something is, which is not what it is: "our museum's costumes" are costumes; pure."""

import re

from activities.understanding.text.cleaning import word_set

_WHOSE = word_set(
    """
    museum gallery club school college university kindergarten nursery team company firm office
    department shop store church parish choir orchestra band theatre theater society association
    village town city hotel farm studio hospital library family community charity troop
    """
)
_OWNED = re.compile(
    r"(?:(?:the|our|my) )?(?P<whose>[a-z]+)(?:'s|\u2019s) (?P<what>[a-z][a-z -]+)", re.IGNORECASE
)


def without_owner(phrase: str) -> str:
    """Return a noun phrase without whose it is: "club's trophies" are trophies.

    Args:
        phrase: The words; "men's teams" and "driver's licences" say what they are and stay so.
    """
    found = _OWNED.fullmatch(phrase)
    return found["what"] if found and found["whose"].lower() in _WHOSE else phrase
