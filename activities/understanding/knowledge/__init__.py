"""What is known of household and team applications: things, fields, types, ways of saying them."""
