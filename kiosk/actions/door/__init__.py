"""At the door: scans, walk-ins, and what is told of them at once."""
