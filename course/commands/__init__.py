"""The commands behind `make`, one file each; the first line of each is its line of help."""
