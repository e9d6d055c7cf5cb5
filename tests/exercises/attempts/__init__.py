"""Solutions as students write them, wrong and right, one file per lesson: they test the checks."""
