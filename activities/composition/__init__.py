"""Puts activities together with what they work with; nowhere else do they get it."""
