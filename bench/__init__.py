"""Reproducible benchmarks: `make bench`. They measure and print; they are no tests."""
