"""Tables: what their rows, columns and cells are, and the figures that they state."""
