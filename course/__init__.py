"""The commands behind `make`: python -m course COMMAND."""
