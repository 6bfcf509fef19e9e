"""Benchmarks: how long kamdocs takes, always beside something else that is measured with it."""
