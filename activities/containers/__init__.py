"""Runtimes: where applications are packaged, checked and run."""
