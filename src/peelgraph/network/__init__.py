"""The shape of collaboration: networks projected from the graph, and what they say about
structure.
"""
