"""The checks of lesson 02_forward_pass, one file per exercise."""
