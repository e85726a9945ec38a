"""Building by a coding agent: turn by turn, each paid once, each ending in a commit."""
