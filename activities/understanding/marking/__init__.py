"""Marks in a request: which words name things, fields, values and wishes, by a trained network."""
