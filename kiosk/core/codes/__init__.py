"""What a device delivered, read into the code that was meant."""
