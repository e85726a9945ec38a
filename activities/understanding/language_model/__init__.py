"""A language model as the reader of requests, when one is configured; loaded only then."""
