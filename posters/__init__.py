"""A pure library that turns a design document and map tiles into PNG, JPG and PDF posters.

Imports nothing of the application. `posters.model` is light enough for a server process; drawing is meant to run
in a process of its own (`python -m posters`, or `posters.client`).
"""
