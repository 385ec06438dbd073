"""Agenda items and all that stands under them: decisions, proposals, dissent, papers, dispatch."""
