"""The graph on the web: linked data, a SPARQL endpoint and an API. Needs `peelgraph[serve]`."""
