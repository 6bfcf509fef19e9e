"""The page that a reviewer reads, prints and signs: one HTML file that needs nothing else."""
