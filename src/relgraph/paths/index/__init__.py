"""The index of steps: who leads to whom, in memory, for fast path search (ADR 0007)."""
