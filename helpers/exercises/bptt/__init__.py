"""The checks of lesson 03_bptt, one file per exercise."""
