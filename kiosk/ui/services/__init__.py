"""What runs while an event is open and has no screen: the desk and its lanes, backups, sync, devices, sounds."""
