"""What belongs to the page and not to the text: running heads and feet, notes at the foot."""
