"""relgraph: relationship intelligence for people who sell to and serve large organisations."""

__version__ = "0.1.0"
