"""Telling people of alerts through the channels that are configured."""
