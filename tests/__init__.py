"""The suite. `tests/conftest.py` says what it runs on."""
