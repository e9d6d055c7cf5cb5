"""Recurrent and other layers, each a module with `init`, `forward` and `backward`."""
