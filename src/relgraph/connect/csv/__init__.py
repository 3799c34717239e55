"""CSV folders in and out of the graph (docs/model.md)."""
