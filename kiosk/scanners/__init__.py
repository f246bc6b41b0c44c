"""Devices that deliver codes."""
