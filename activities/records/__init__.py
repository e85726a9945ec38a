"""Bookkeeping: what is known of applications, jobs and versions."""
