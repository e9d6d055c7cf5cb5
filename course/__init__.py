"""What the commands share: .venv, where the notebooks are, how one is executed and measured."""
