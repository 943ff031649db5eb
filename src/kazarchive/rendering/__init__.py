"""An address → bytes: pages, bodies and the theme."""
