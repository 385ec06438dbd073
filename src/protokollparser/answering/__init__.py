"""The process that answers one question and ends: it knows the database, and nothing of the program."""
