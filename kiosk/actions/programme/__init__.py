"""The programme and its one-to-one meetings: brought in, edited, held."""
