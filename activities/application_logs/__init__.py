"""Collecting what applications write themselves."""
