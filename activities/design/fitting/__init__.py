"""Which features fit a data model: by the types and the names of its fields."""
