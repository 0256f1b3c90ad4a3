"""The cart: what somebody means to buy, priced as of now."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import models
from commerce.checkout import cart_view
from commerce.checkout.lines import NewLine
from core.ids import to_global_id
from models.carts import ChosenOption
from resolvers import carts
from resolvers.carts import OwnedCart
from resolvers.context import Context, Info
from schema.catalog import Product, ProductSize
from schema.designs import Design
from schema.errors import (
    CartLimitReachedError,
    CurrencyUnavailableError,
    DesignInvalidError,
    InvalidInputError,
    NotFoundError,
    OptionInvalidError,
    ProductUnavailableError,
    QuantityInvalidError,
    TokenInvalidError,
)
from schema.money import Money
from schema.node import Node
from schema.permissions import anyone, requires, signed_in
from schema.scalars import JSON, Currency, EmailAddress, Locale

strawberry.enum(models.CartStatus, description="A cart that was paid is CHECKED_OUT and cannot be reached any more.")
strawberry.enum(cart_view.CartWarningCode, description="What the customer should be told about their cart.")


@strawberry.type(description="What somebody means to buy, priced as of now. It lives 48 hours after the last change.")
class Cart(Node):
    token: str | None = strawberry.field(
        description="A guest's: send it as X-Cart-Token from now on. Null for an account's cart, which needs none."
    )
    status: models.CartStatus
    currency: Currency
    email: EmailAddress | None
    lines: list[CartLine] = strawberry.field(metadata={"list_size": 10})
    quantity: int = strawberry.field(description="Of all lines together.")
    subtotal: Money
    shipping: Money
    total: Money = strawberry.field(description="Subtotal and shipping, before promotion codes and tax.")
    free_shipping_remaining: Money | None = strawberry.field(
        description="How much is missing for free shipping; null if nothing is missing, or nothing is shipped."
    )
    fulfillment_type: models.FulfillmentType | None = strawberry.field(description="Null while the cart is empty.")
    warnings: list[CartWarning]
    expires_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, owned: OwnedCart) -> Cart:
        view, cart = owned.view, owned.view.cart
        remaining = view.shipping.free_remaining if view.shipping else None
        return cls(
            key=cart.id,
            token=owned.token,
            status=cart.status,
            currency=Currency(cart.currency),
            email=EmailAddress(cart.email) if cart.email else None,
            lines=[CartLine.of(line, cart.currency) for line in view.lines],
            quantity=sum(entry.line.quantity for entry in view.lines),
            subtotal=Money.of(view.subtotal, cart.currency),
            shipping=Money.of(view.shipping_rate, cart.currency),
            total=Money.of(view.total, cart.currency),
            free_shipping_remaining=Money.of(remaining, cart.currency) if remaining else None,
            fulfillment_type=view.fulfillment_type,
            warnings=[CartWarning.of(warning) for warning in view.warnings],
            expires_at=cart.expires_at,
            updated_at=cart.updated_at,
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> Cart | None:
        found = await carts.cart_by_id(context, key)
        return cls.of(found) if found else None


@strawberry.type(description="One line of a cart: a product in a size, with options and a design, so many times.")
class CartLine(Node):
    product: Product
    size: ProductSize | None
    options: list[SelectedOption] = strawberry.field(description="All of the product's, chosen or plain.")
    design: Design | None
    quantity: int
    unit_price: Money = strawberry.field(description="As of now; the price last seen for what is no longer sold.")
    total: Money = strawberry.field(description="Zero for what is no longer sold, which PRODUCT_UNAVAILABLE warns of.")

    @classmethod
    def of(cls, priced: cart_view.PricedLine, currency: str) -> CartLine:
        line = priced.line
        return cls(
            key=line.id,
            product=Product.of(line.product),
            size=ProductSize.of(line.size) if line.size else None,
            options=[SelectedOption.of(option) for option in line.options],
            design=Design.of(line.design) if line.design else None,
            quantity=line.quantity,
            unit_price=Money.of(priced.unit_price, currency),
            total=Money.of(priced.total, currency),
        )

    @classmethod
    async def load(cls, context: Context, key: UUID) -> CartLine | None:
        found = await carts.line_by_id(context, key)
        return cls.of(*found) if found else None


@strawberry.type(description="A choice that was made about a product.")
class SelectedOption:
    name: str
    value: str
    label: str = strawberry.field(description="The value's, for people.")

    @classmethod
    def of(cls, option: ChosenOption) -> SelectedOption:
        return cls(name=option["name"], value=option["value"], label=option["label"])


@strawberry.type(description="Something that the customer should be told.")
class CartWarning:
    code: cart_view.CartWarningCode
    message: str
    line_id: strawberry.ID | None

    @classmethod
    def of(cls, warning: cart_view.CartWarning) -> CartWarning:
        line_id = strawberry.ID(to_global_id("CartLine", warning.line_id)) if warning.line_id else None
        return cls(code=warning.code, message=warning.message, line_id=line_id)


@strawberry.input(description="One choice about a product.")
class SelectedOptionInput:
    name: str
    value: str


@strawberry.input(description="A product to buy, with the poster to print: a design, or a whole design document.")
class LineInput:
    product_id: strawberry.ID
    size_id: strawberry.ID | None = strawberry.field(
        default=None, description="Needed where the product comes in sizes."
    )
    options: list[SelectedOptionInput] | None = strawberry.field(
        default_factory=list, description="What is not chosen is the plain one, without surcharge."
    )
    quantity: int = strawberry.field(default=1, description="1 to 99.")
    design_id: strawberry.ID | None = strawberry.field(
        default=None, description="One of your cart's or your orders' designs, to use again."
    )
    design: JSON | None = strawberry.field(default=None, description="A design document, as Template.document has it.")

    def line(self, *path: str) -> NewLine:
        """What the rules take; `path` is where it stands among the arguments."""
        return carts.new_line(
            product_id=self.product_id,
            size_id=self.size_id,
            options=[(option.name, option.value) for option in self.options or []],
            quantity=self.quantity,
            design_id=self.design_id,
            document=self.design,
            path=path,
        )


@strawberry.input(description="A line's new quantity.")
class CartLineUpdateInput:
    line_id: strawberry.ID
    quantity: int = strawberry.field(description="0 to 99; 0 removes the line.")


CartResult = Annotated[
    Cart
    | InvalidInputError
    | NotFoundError
    | ProductUnavailableError
    | OptionInvalidError
    | QuantityInvalidError
    | DesignInvalidError
    | CurrencyUnavailableError
    | CartLimitReachedError,
    strawberry.union("CartResult", description="The cart, or why it is as it was."),
]
CartRestoreResult = Annotated[
    Cart | NotFoundError | TokenInvalidError | CartLimitReachedError,
    strawberry.union(
        "CartRestoreResult", description="The cart, or why the link opens none: it ended, or the cart was bought."
    ),
]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(anyone)])
    async def cart(self, info: Info) -> Cart | None:
        """The account's cart, or that of X-Cart-Token; null if there is none. Reading never creates one."""
        found = await carts.cart(info.context)
        return Cart.of(found) if found else None


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(anyone)])
    async def cart_lines_add(self, info: Info, lines: list[LineInput], currency: Currency | None = None) -> CartResult:
        """Put lines into the cart, all or none. The same product, size, options and design again raises the
        quantity. Without a cart this makes one, for a guest with a token; `currency` is that of a new cart.
        Errors: RATE_LIMITED, for more new designs than anybody makes.
        """
        asked = [entry.line("lines", str(position)) for position, entry in enumerate(lines)]
        return Cart.of(await carts.add_lines(info.context, asked, currency))

    @strawberry.mutation(extensions=[requires(anyone)])
    async def cart_lines_update(self, info: Info, lines: list[CartLineUpdateInput]) -> CartResult:
        """Set quantities, of all these lines or of none; 0 removes."""
        quantities = [(entry.line_id, entry.quantity) for entry in lines]
        return Cart.of(await carts.update_lines(info.context, quantities))

    @strawberry.mutation(extensions=[requires(anyone)])
    async def cart_lines_remove(self, info: Info, line_ids: list[strawberry.ID]) -> CartResult:
        """Take lines out, all of these or none."""
        return Cart.of(await carts.remove_lines(info.context, line_ids))

    @strawberry.mutation(extensions=[requires(anyone)])
    async def cart_clear(self, info: Info) -> CartResult:
        """Take everything out. A currency can then be chosen anew."""
        return Cart.of(await carts.clear(info.context))

    @strawberry.mutation(extensions=[requires(anyone)])
    async def cart_email_set(
        self,
        info: Info,
        email: EmailAddress,
        marketing_consent: Annotated[
            bool | None,
            strawberry.argument(
                description="What they ticked: true agrees to reminders and review requests, false takes back what was "
                "agreed to in a cart. An address that has unsubscribed is subscribed again by its owner only."
            ),
        ] = None,
        locale: Locale = None,
    ) -> CartResult:
        """Say where to reach the buyer; checkout passes it on to the payment page."""
        return Cart.of(await carts.set_email(info.context, email, marketing_consent, locale))

    @strawberry.mutation(extensions=[requires(anyone)])
    async def cart_restore(self, info: Info, token: str) -> CartRestoreResult:
        """Open the cart that a mail's link leads to (`/cart?restore=…`), also when its time was over. Signed in, its
        lines go into the account's cart. A guest gets the cart with a token to send as X-Cart-Token, beside the one of
        the device that it was filled on. The same link again opens the same cart.
        """
        return Cart.of(await carts.restore(info.context, token))

    @strawberry.mutation(extensions=[requires(signed_in)])
    async def cart_merge(self, info: Info, token: str) -> CartResult:
        """Take a guest's cart over into the account's, after signing in; the token ends with it. The same line in both
        raises the quantity. What comes from another currency is priced anew in the account's cart's own, with a
        warning each: PRICE_CHANGED, or LINE_REMOVED for what is not sold in it. A second time changes nothing.
        """
        return Cart.of(await carts.merge(info.context, token))
