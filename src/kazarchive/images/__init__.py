"""Image files: what they are, the sizes made of them for the web, and the cache of these sizes."""

FOLDER = "images"
"""The cache, in the state folder."""
