"""Trains the attribution model that hearsay ships: one encoder with tag and link heads."""
