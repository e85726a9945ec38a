"""From understanding and answers to a specification, and from a specification to plain words."""
