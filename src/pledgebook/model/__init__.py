"""What the book is made of: frozen types that need the standard library only."""
