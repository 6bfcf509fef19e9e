"""Earlier runs beside this one: read from a folder, put side by side, told in lines."""
