"""The command line: verbs, and codes turned into sentences."""
