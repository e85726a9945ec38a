"""From a specification to a source tree."""
