"""What the readers of office documents share: .docx, .odt and .rtf differ in how a text is written,
and not in what a text is."""
