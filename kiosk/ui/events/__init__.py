"""Before an event is open: the welcome screen and the guide to a new event."""
