"""Everything about the Temporal server and its client."""
