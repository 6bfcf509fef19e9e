"""The catalogue of findings, a file for each part of the road."""
