"""Requests for web sites: which pages they name, and what the person says already for them."""
