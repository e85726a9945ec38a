"""The commands of ``orchestrator``: their names and arguments; what they do is elsewhere."""
