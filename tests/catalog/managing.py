"""Staff at the catalogue: `await run(admin, "productUpdate", id=…, input={…})`, and all there is to see of it."""

from __future__ import annotations

from typing import Any

from core.ids import to_global_id
from models import AuditEntry, Price, Product, ProductImage, ProductOption, ProductOptionValue, ProductSize, Template
from tests.support.storefront import Shopper

PRODUCT = """
  id slug name description features fulfillmentType imageUrl active displayOrder problems
  allSizes { id value label widthMm heightMm popular active }
  options { id name label values { id value label description metadata } }
  prices { price { amount currency } sizeId optionValueId }
  images { id url alt widthPx heightPx }
"""
_ERRORS = """
  ... on ValueTakenError { value }
  ... on ProductIncompleteError { missing }
  ... on StateInvalidError { state }
"""
_ANY_ERROR = " ... on Error { code message path }"
_OTHER_ERRORS = {
    "productDelete": "... on StateInvalidError { state }",
    "templateCreate": "... on ValueTakenError { value } ... on DesignInvalidError { problems { path } }",
    "templateUpdate": "... on DesignInvalidError { problems { path } }",
}
_SIGNATURES = {
    "productCreate": "input: ProductCreateInput!",
    "productUpdate": "id: ID!, input: ProductUpdateInput!",
    "productDelete": "id: ID!",
    "productsReorder": "ids: [ID!]!",
    "productSizeCreate": "productId: ID!, input: ProductSizeCreateInput!",
    "productSizeUpdate": "id: ID!, input: ProductSizeUpdateInput!",
    "productSizeDelete": "id: ID!",
    "productSizesReorder": "productId: ID!, ids: [ID!]!",
    "productOptionCreate": "productId: ID!, input: ProductOptionCreateInput!",
    "productOptionUpdate": "id: ID!, input: ProductOptionUpdateInput!",
    "productOptionDelete": "id: ID!",
    "productOptionsReorder": "productId: ID!, ids: [ID!]!",
    "productOptionValueCreate": "optionId: ID!, input: ProductOptionValueCreateInput!",
    "productOptionValueUpdate": "id: ID!, input: ProductOptionValueUpdateInput!",
    "productOptionValueDelete": "id: ID!",
    "productOptionValuesReorder": "optionId: ID!, ids: [ID!]!",
    "pricesSet": "productId: ID!, prices: [PriceInput!]!",
    "productImageUpdate": "id: ID!, input: ProductImageUpdateInput!",
    "productImageDelete": "id: ID!",
    "productImagesReorder": "productId: ID!, ids: [ID!]!",
    "templateCreate": "input: TemplateCreateInput!",
    "templateUpdate": "id: ID!, input: TemplateUpdateInput!",
    "templateDelete": "id: ID!",
    "templatesReorder": "ids: [ID!]!",
}
_ANSWERS = {
    "productDelete": "... on ProductDeleted { id }",
    "productsReorder": "... on ProductList { products { id slug } }",
    "templateCreate": "... on Template { id slug name category active document }",
    "templateUpdate": "... on Template { id slug name category active document }",
    "templateDelete": "... on TemplateDeleted { id }",
    "templatesReorder": "... on TemplateList { templates { id slug } }",
}


def operation(field: str) -> str:
    """The mutation, asking for all that it may answer."""
    names = [part.split(":")[0].strip() for part in _SIGNATURES[field].split(", ")]
    declared = ", ".join(f"${part}" for part in _SIGNATURES[field].split(", "))
    passed = ", ".join(f"{name}: ${name}" for name in names)
    answer = _ANSWERS.get(field, f"... on Product {{ {PRODUCT} }}")
    errors = _OTHER_ERRORS.get(field, "") + _ANY_ERROR if field in _ANSWERS else _ERRORS + _ANY_ERROR
    return f"mutation ({declared}) {{ result: {field}({passed}) {{ __typename {answer} {errors} }} }}"


async def run(shopper: Shopper, field: str, **variables: Any) -> dict[str, Any]:
    """Send a mutation; what it answers."""
    return dict((await shopper.ask(operation(field), **variables))["result"])


def gid(row: Product | ProductSize | ProductOption | ProductOptionValue | ProductImage | Template) -> str:
    """Its global id."""
    return to_global_id(type(row).__name__, row.id)


async def product(slug: str) -> Product:
    return await Product.get(slug=slug)


async def size(slug: str, value: str) -> ProductSize:
    return await ProductSize.get(product__slug=slug, value=value)


async def option(slug: str, name: str) -> ProductOption:
    return await ProductOption.get(product__slug=slug, name=name)


async def value(slug: str, name: str, value: str) -> ProductOptionValue:
    return await ProductOptionValue.get(option__product__slug=slug, option__name=name, value=value)


async def held() -> dict[str, Any]:
    """Every row of the catalogue and of the audit log: a refusal leaves all of it as it was."""
    tables = (Product, ProductSize, ProductOption, ProductOptionValue, Price, ProductImage, Template, AuditEntry)
    return {table.__name__: [dict(row) for row in await table.all().order_by("id").values()] for table in tables}


async def noted() -> tuple[str, Any, Any]:
    """The latest entry of the audit log: action, before and after."""
    entry = await AuditEntry.all().order_by("-id").first()
    assert entry is not None
    return entry.action, entry.before, entry.after
