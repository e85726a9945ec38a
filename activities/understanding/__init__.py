"""From a person's words to what they mean."""
