"""What is known beforehand: parties, concepts, lexicons, frameworks, summits."""
