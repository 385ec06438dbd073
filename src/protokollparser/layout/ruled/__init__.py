"""What rules enclose on a page: tables, forms and boxes that are none."""
