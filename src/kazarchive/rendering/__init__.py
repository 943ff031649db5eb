"""From an address to bytes: pages, bodies, the theme."""
