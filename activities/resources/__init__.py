"""Resources: measured, reported, fitted to what is used, and given back."""
