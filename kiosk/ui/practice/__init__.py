"""Practising with the desk: arrivals with mishaps against the clock, on a copy of the event."""
