"""What follows from what: rules, the files and axioms they come from, and the order they run in."""
