"""The sentences of expected trouble, by subject; ``kiosk.words.error_messages`` fills and speaks them."""
