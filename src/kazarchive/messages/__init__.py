"""The texts of this program in the language of whoever runs it: English, Kazakh or Russian."""
