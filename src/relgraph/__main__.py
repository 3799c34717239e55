"""`python -m relgraph`."""

from relgraph.surfaces.cli.main import main

main()
