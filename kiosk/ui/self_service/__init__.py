"""Attendees on their own: scan, greeting, badge."""
