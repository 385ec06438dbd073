"""Pages for a browser, read from the store. Nothing is served yet; `checks` and `exports` read the same store."""
