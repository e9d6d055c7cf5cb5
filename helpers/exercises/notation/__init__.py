"""The checks of lesson 01_notation, one file per exercise."""
