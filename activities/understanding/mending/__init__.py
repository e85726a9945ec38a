"""Marks put right, before a draft is made of them: from marks to marks."""
