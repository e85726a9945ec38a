"""Requests in other languages: read as plain English, shown in the person's own words."""
