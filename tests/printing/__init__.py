"""Documents of the corpus and made-up tables printed as PDF files, with the truth beside them.

`python -m tests.printing FOLDER` (or `make pdfs`) prints every story in every layout. A story is what is
said (`stories`, `made_up`), a style is how it looks (`styles`), `press` sets it on pages.
"""
