"""Putting versions live behind the reverse proxy, watching them, and taking them back."""
