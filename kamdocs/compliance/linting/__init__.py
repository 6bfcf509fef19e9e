"""Faults in policy packs that can be loaded but cannot be meant: contradictory figures, rules that
bind nobody, words without effect."""
