"""`python -m cli …`: what a person or a pipeline starts by hand."""
