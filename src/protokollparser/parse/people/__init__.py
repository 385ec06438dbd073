"""Who was there, who served, and who led."""
