"""The settings of this laptop, one section a module."""
