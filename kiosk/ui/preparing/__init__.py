"""Before the event: the guide from an empty event to a ready one, and the checklist of the evening before."""
