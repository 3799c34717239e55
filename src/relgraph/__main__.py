"""`python -m relgraph`."""

from relgraph.cli.main import main

main()
