"""The text of queries: their tokens, the terms in them, and the header that a file begins with."""
