"""What is odd in packs that can be loaded."""
