from tests.commerce.conftest import adapters

__all__ = ["adapters"]
