"""The lecture: what of a lesson its slides show, how they are laid out, and how they are measured."""
