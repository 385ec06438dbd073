"""What in a table is made of what: sums, nets, results and deviations."""
