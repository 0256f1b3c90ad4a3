"""Every "no" of the catalogue's management that a client can act on."""

from __future__ import annotations

from typing import ClassVar

from core.errors import ErrorCode, ShopError


class ValueTaken(ShopError):
    """Something else has that slug, value or name already. `path` says which field it was meant for."""

    code: ClassVar = ErrorCode.VALUE_TAKEN

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"The {field} {value} is taken, by something with other facts.", path=(field,))
        self.value = value


class ProductIncomplete(ShopError):
    """A product on sale must be whole. Mend what `missing` says in the same change, or withdraw it first."""

    code: ClassVar = ErrorCode.PRODUCT_INCOMPLETE

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"The product could not be sold like this. {missing[0]}")
        self.missing = missing
