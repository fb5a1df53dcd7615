"""A thing and its words: from a name to it and back, what is said of it and wrong with it."""
