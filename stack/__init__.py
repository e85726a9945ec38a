"""The embedded stack: Temporal, reverse proxy, worker and API as processes of one machine."""
