"""Several desks and who works at them: the hub, sharing, settling, operators."""
