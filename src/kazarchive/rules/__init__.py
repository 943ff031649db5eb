"""Rules of one decision each: strings and dates in, strings and dates out."""
