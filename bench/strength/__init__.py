"""Strength told from contact, beside what happened after, and other scores: `python -m bench.strength`."""
