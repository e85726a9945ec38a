"""How this version behaves; the benchmark writes another word here to break it."""

BEHAVIOUR = "fine"
