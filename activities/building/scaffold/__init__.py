"""The embedded builder: deterministic, offline, from a specification to a tested application."""
