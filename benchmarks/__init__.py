"""What peelgraph costs beside its peers, measured: `python -m benchmarks` (or `make bench`)."""
