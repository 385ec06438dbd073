"""Made-up tables whose structure is known, and the ways in which one figure of them is made wrong."""
