"""Programmes and partnering plans as others write them: read, matched, drawn."""
