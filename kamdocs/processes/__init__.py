"""Processes that work for this one, and Ctrl-C, which is for this one alone."""
