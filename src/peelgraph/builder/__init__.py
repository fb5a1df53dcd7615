"""Building: from ontology and tables to a graph (`assemble`), and keeping it for the next command
(`cache`).
"""
