"""The store and answers from it as files and reports; `publishing.export` writes all tables."""
