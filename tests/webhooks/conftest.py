from tests.commerce.conftest import adapters, shop

__all__ = ["adapters", "shop"]
