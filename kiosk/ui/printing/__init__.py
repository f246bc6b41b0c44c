"""The print queue at this desk: what drives it, its light, its screen."""
