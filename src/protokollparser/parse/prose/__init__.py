"""What running text tells: figures, dates, references, names."""
