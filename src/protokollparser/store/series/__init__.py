"""Lines of accounts over the years: which labels are one line, and which bodies one organisation (0031)."""
