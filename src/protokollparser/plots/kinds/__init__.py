"""One module a plot: `WORDS`, the `FILTERS` that it takes, and `panels(store, asked)`."""
