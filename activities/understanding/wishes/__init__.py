"""What is wanted besides records: views, limits, orders, and what is refused."""
