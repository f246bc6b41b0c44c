"""The live board: an event as it stands now."""
