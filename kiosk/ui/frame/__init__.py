"""The frame around all screens: the one window, its navigation, and the windows beside it."""
