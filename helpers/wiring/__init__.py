"""Layers made of layers: both directions of time, one on another, dropout between them."""
