"""Backups of applications' data: made, kept, proved, put back."""
