"""Optimisers, gradient clipping, the training loop and the gradient check."""
