"""What is kept for how long, a module per kind of thing: each finds what has expired."""
