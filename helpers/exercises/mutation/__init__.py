"""How a cause is found: a plain solution is changed in every likely way, and what it gives is compared."""
