"""A record-keeping application: pages for people, JSON for programs, one database file."""
