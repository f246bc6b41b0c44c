"""One-to-one meetings."""
