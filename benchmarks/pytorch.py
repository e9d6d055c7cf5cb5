"""PyTorch, where it is installed, on one thread; else `torch` is None."""

try:
    import torch
except ImportError:
    torch = None
else:
    torch.set_num_threads(1)
