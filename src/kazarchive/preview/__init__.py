"""`serve`: shows the site as it would be published, each page when a browser requests it."""
