"""The roster screen and the dialogs about one person."""
