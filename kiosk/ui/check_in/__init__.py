"""The check-in screen and everything on it."""
