"""What this application can do beyond lists and forms; a line less, and it can do less."""

from app.feature import Feature

FEATURES: list[Feature] = []
