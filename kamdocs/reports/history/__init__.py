"""Earlier runs beside this one: read from a folder (``reading``), put side by side (``trend``), and
in words (``saying``)."""
