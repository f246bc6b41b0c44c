"""The event file: the operation log and what is folded from it. The only place that knows SQL."""
