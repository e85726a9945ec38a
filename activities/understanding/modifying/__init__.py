"""The steps of a change in words, by what they do."""
