"""A specification as the files that Kiro works with: ``.kiro/specs`` and ``.kiro/steering``."""
