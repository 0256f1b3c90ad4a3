"""Long work that somebody asked for, and the lists that it writes."""
