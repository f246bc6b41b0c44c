"""Parts that several screens are made of, and the look of them all."""
