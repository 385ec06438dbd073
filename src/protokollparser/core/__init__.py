"""The words every stage shares: places, documents, layouts, outlines, records, rules, errors."""
