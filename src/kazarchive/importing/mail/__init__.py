"""A message of Internet mail (RFC 5322, MIME) → a document, for files of one and of many."""
