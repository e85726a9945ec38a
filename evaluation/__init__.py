"""How well requests are understood, measured on a labelled corpus."""
