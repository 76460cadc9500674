"""How long it takes from a save to the refreshed page in a browser."""
