"""A thing and its words: from a name to the thing, from the thing to its names, what is said of it
and wrong with it.
"""
