"""Keeping an event safe, encrypted, whole, and no longer than needed."""
