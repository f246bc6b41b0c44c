"""The documents screen: a card for each thing that can be made."""
