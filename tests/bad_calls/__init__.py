"""Bad calls of every public function: kinds of arguments, and a table of functions with good arguments."""
