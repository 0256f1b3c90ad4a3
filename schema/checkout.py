"""Buying: an order that waits for its money, and the page to pay it on."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from resolvers import checkout
from resolvers.checkout import StartedCheckout
from resolvers.context import Info
from schema.carts import LineInput
from schema.errors import (
    AccountBlockedError,
    AmountTooSmallError,
    CartEmptyError,
    CartLinesUnavailableError,
    CurrencyUnavailableError,
    DesignInvalidError,
    InvalidInputError,
    NotFoundError,
    OptionInvalidError,
    OrderAlreadyPaidError,
    PaymentUnavailableError,
    ProductUnavailableError,
    PromoCodeInvalidError,
    QuantityInvalidError,
    RateLimitedError,
    StateInvalidError,
    UrlNotAllowedError,
)
from schema.orders import Order
from schema.permissions import anyone, requires
from schema.scalars import URL, Currency, EmailAddress, Locale

SuccessUrl = Annotated[
    URL | None,
    strawberry.argument(
        description="Where the customer comes back to after paying, on one of the shop's origins; "
        "{CHECKOUT_SESSION_ID} in it becomes the id that orderByCheckoutSession takes."
    ),
]
PromoCode = Annotated[
    str | None,
    strawberry.argument(
        description="A promo code, checked before anything is ordered. With one, Stripe's page takes no other. "
        "Guests give codes that are limited for each customer here, not there."
    ),
]
CancelUrl = Annotated[
    URL | None, strawberry.argument(description="Where the customer comes back to without having paid.")
]


@strawberry.type(description="An order that waits for its money.")
class Checkout:
    order: Order
    session_url: URL = strawberry.field(description="Stripe's page to pay on: send the customer there.")
    expires_at: datetime = strawberry.field(description="When that page closes.")
    order_token: str | None = strawberry.field(
        description="A guest's: keep it and send it as X-Order-Token to see the order, for seven days. "
        "Null for an account, which sees its orders anyway."
    )

    @classmethod
    def of(cls, started: StartedCheckout) -> Checkout:
        return cls(
            order=Order.of(started.order),
            session_url=URL(started.session_url),
            expires_at=started.order.checkout_expires_at,
            order_token=started.order_token,
        )


CheckoutResult = Annotated[
    Checkout
    | CartEmptyError
    | CartLinesUnavailableError
    | InvalidInputError
    | NotFoundError
    | ProductUnavailableError
    | OptionInvalidError
    | QuantityInvalidError
    | DesignInvalidError
    | CurrencyUnavailableError
    | UrlNotAllowedError
    | AmountTooSmallError
    | OrderAlreadyPaidError
    | StateInvalidError
    | AccountBlockedError
    | PromoCodeInvalidError
    | RateLimitedError
    | PaymentUnavailableError,
    strawberry.union("CheckoutResult", description="Where to pay, or why nothing was ordered."),
]


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(anyone)])
    async def checkout_start(
        self,
        info: Info,
        success_url: SuccessUrl = None,
        cancel_url: CancelUrl = None,
        locale: Locale = None,
        promo_code: PromoCode = None,
    ) -> CheckoutResult:
        """Order what is in the cart, at the prices of now. The same cart, unchanged, gets the same open page back;
        a changed one closes it. The cart stays until the money is there.
        """
        return Checkout.of(await checkout.start(info.context, success_url, cancel_url, locale, promo_code))

    @strawberry.mutation(extensions=[requires(anyone)])
    async def checkout_buy_now(
        self,
        info: Info,
        line: LineInput,
        email: EmailAddress | None = None,
        success_url: SuccessUrl = None,
        cancel_url: CancelUrl = None,
        currency: Currency | None = None,
        idempotency_key: Annotated[
            str | None,
            strawberry.argument(
                description="16 to 255 characters, such as a UUID: the same request with the same key, sent again, "
                "gets the same order."
            ),
        ] = None,
        locale: Locale = None,
        promo_code: PromoCode = None,
    ) -> CheckoutResult:
        """Order one line and leave the cart alone."""
        started = await checkout.buy_now(
            info.context,
            line.line("line"),
            currency=currency,
            email=email,
            success_url=success_url,
            cancel_url=cancel_url,
            idempotency_key=idempotency_key,
            locale=locale,
            promo_code=promo_code,
        )
        return Checkout.of(started)
