"""What visitors meet when an application does not run, and what is known of their visits."""
