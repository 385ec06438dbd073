"""The order in which the lines of a page are read: columns, side heads, rows that run across."""
