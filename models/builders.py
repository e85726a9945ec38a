"""Names that a builder is asked for by, beside those of coding agents."""

AUTO = "auto"
"""The best that is usable."""
EMBEDDED = "scaffold"
"""The builder that every installation has."""
