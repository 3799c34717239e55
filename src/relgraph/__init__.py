"""relgraph: relationship intelligence for people who sell to and serve large organisations."""

from importlib.metadata import version

__version__ = version("relgraph")
