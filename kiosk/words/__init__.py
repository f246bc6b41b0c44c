"""Codes and values in words, in one language: for the window, the command line and what they write."""
