"""Plots of what is stored: `draw(store, name, asked)` gives one to be written as a page or a picture.

A module of `kinds/` is a plot: its name, its words, the filters that it takes, and `panels(store, asked)`.
"""

from protokollparser.plots.asking import FILTERS, Asked
from protokollparser.plots.drawing import draw, filters, names, title
from protokollparser.plots.picture import FORMS, Plot

__all__ = ["FILTERS", "FORMS", "Asked", "Plot", "draw", "filters", "names", "title"]
