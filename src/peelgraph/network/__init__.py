"""The shape of collaboration: networks projected from the graph, and what is measured of them."""
