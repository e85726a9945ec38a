"""What belongs to what, in a draft."""
