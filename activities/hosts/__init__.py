"""Several hosts: who is there, where applications go, and what happens when one is lost."""
