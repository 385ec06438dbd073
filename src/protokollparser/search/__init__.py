"""Full-text search over a store: `search(store, "ledare år:2021")` gives hits with page and line."""

from protokollparser.search.finding import Answer, Hit, Search, search
from protokollparser.search.language import Filters

__all__ = ["Answer", "Filters", "Hit", "Search", "search"]
