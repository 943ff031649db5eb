"""Rules that decide one question each: strings and dates in, strings and dates out."""
