"""One file for each command, with a function ``command(lang)`` that makes it in a language."""
