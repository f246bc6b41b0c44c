"""Dialogs for tickets by mail: their words, the account."""
