"""The people of an event: lists brought in and taken back, single people changed and found."""
