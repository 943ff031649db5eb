"""A PDF file → its words with their places, and from these, paragraphs.

pdfium is written in C++ and reads files from anybody, so it runs in a process of its own
(`extraction.py`), which knows nothing else of this program.
"""
