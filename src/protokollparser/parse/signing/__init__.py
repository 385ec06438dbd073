"""Adjustment, notice and signatures."""
