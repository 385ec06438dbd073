"""Tables without upright rules: columns told by white and by what stands under each other."""
