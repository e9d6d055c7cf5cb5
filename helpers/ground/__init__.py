"""Activations, losses, text, data and synthetic tasks: what every other floor stands on."""
