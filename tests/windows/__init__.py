"""The Windows program, made and tried on Debian: its Python by hash, the pinned wheels, Wine in a root of its own."""
