"""From a title to the part of an address."""

from slugify import slugify

LONGEST = 40
FALLBACK = "app"
_RESERVED = """
admin administrator api apps assets auth autoconfig autodiscover caddy cdn console dashboard docs
example ftp health healthz help host imap internal invalid local localdomain localhost login logout
mail metrics ns ns1 ns2 operator orchestrator pop postgres postmaster proxy root smtp static status
support system temporal test ui webmail websocket wpad ws www
"""
RESERVED = frozenset(_RESERVED.split())
"""Labels that people or programs take for something other than an application."""


def slug_of(title: str) -> str:
    """Return a DNS label of at most 40 characters for the title; never a reserved one."""
    slug = slugify(title[:500], max_length=LONGEST, word_boundary=True).strip("-")
    # Two hyphens in the third and fourth place ("xn--") mean something to browsers.
    slug = "-".join(part for part in slug.split("-") if part)
    if not slug:
        return FALLBACK
    if slug in RESERVED or slug.isdigit():
        return f"{FALLBACK}-{slug}"[:LONGEST].rstrip("-")
    return slug
