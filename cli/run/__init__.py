"""`python -m cli run`: a whole shop in one terminal, each part stepping aside for a real one."""
