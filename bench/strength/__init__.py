"""Strength told from contact, held against what happened after, and against other scores: `python -m bench.strength`."""
