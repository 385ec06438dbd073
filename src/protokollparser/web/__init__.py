"""Pages for a browser, read from the store. Nothing is served yet."""
