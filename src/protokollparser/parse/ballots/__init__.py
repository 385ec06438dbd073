"""Divisions and how each member voted."""
