"""Building: from ontology and tables to a graph (`assemble`), kept for the next time (`cache`)."""
