"""Web captures: the records of WARC and ARC files → pages, with the images of the same capture."""
