"""Names to parties and concepts; many reports to one record."""
