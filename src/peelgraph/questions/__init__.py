"""A stored question, its arguments, and its answer."""
