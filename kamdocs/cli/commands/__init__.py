"""One file a command, each with ``command(lang)`` that makes it in a language."""
