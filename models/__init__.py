"""Types that cross a boundary, and the error hierarchy. Imports nothing else of the project."""
