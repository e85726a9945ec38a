"""Annotated requests, and how the network that marks requests is trained on them."""
