"""From marks and statements to a draft of the data model."""
