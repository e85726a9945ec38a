"""Plain English statements read by rules: what is kept, and what is known of it."""
