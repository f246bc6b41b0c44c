"""Decisions as pure functions of values: no Qt, no files, no database, no clock."""
