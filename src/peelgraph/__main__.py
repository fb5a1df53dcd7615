"""`python -m peelgraph` is the command line."""

from peelgraph.cli import main

main()
