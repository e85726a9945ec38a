"""Everything about the Temporal server and its client: connection, converter, queues, attributes."""
