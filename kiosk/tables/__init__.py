"""Tables in files: reading what offices send, writing what offices open.  Rows and cells only, nothing of events."""
