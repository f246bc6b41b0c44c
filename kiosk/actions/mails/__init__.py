"""Tickets by mail: what each is sent, who was sent what, and sending it."""
