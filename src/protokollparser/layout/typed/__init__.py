"""Tables drawn with signs: tabs, bars, blanks and dots."""
