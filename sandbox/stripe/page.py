"""The hosted payment page in a browser. It works without JavaScript; with it totals follow every choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.stripe import html, payment_pages
from sandbox.stripe.errors import StripeError
from sandbox.stripe.forms import parse_form
from sandbox.stripe.sandbox import Sandbox
from sandbox.stripe.store import Obj

_REQUIRED = {
    "email": "Enter your e-mail address.",
    "name": "Enter a full name.",
    "line1": "Enter a street address.",
    "city": "Enter a city.",
    "postal_code": "Enter a postal code.",
    "phone": "Enter a phone number.",
    "card_number": "Your card number is incomplete.",
    "card_exp": "Your card's expiration date is incomplete.",
    "card_cvc": "Your card's security code is incomplete.",
    "card_name": "Enter the name on the card.",
    "iban": "Enter an account number.",
}
_FIELD_OF = {
    "number": "card_number", "exp_month": "card_exp", "exp_year": "card_exp", "cvc": "card_cvc",
    "payment_method": "iban", "promotion_code": "promotion_code", "email": "email",
    "address[country]": "country",
}  # fmt: skip
_FIELD_OF_CODE = {"expired_card": "card_exp", "incorrect_cvc": "card_cvc"}
_CHANGED = "The total has changed. Please look at it and pay again."
_MAX_BODY = 100_000

Form = Mapping[str, str]


def page_routes(sandbox: Sandbox) -> list[Route]:
    """The page of a session, what it posts, and where a challenge comes back to."""
    page = PaymentPage(sandbox)
    return [
        Route("/c/pay/{session}", page.show, methods=["GET"]),
        Route("/c/pay/{session}", page.submit, methods=["POST"]),
        Route("/c/pay/{session}/return", page.come_back, methods=["GET"]),
        Route("/receipts/{charge}", page.receipt, methods=["GET"]),
    ]


class PaymentPage:
    """Handlers over one sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def show(self, request: Request) -> Response:
        """The form while the session is open, its fate afterwards."""
        self.sandbox.run_timers()
        session = self._session(request)
        if session is None:
            return html.page("gone.html", 404, title="Not found", merchant=self.sandbox.config.merchant)
        if session["status"] != "open":
            return self._closed(session)
        return self._form(session, {})

    async def submit(self, request: Request) -> Response:
        """A choice (``action`` choose, apply or remove) or the payment itself."""
        self.sandbox.run_timers()
        session = self._session(request)
        if session is None or session["status"] != "open":
            return await self.show(request)
        form = await _read(request)
        action = form.get("action", "pay")
        if action != "pay":
            return self._choose(session, form, action, live="application/json" in request.headers.get("accept", ""))
        errors = check(session, form)
        if errors:
            return self._form(session, form, errors, status=400)
        return self._pay(session, form)

    async def come_back(self, request: Request) -> Response:
        """Back from a challenge: on to the shop if it was paid, else to the form with the reason."""
        session = self._session(request)
        if session is None or session["status"] != "open":
            return await self.show(request) if session is None else self._onward(session)
        intent = self.sandbox.store.find(session["payment_intent"] or "")
        problem = (intent or {}).get("last_payment_error") or {}
        message = problem.get("message") or "The payment was not finished."
        return self._form(session, _remembered(session), {"card_number": message}, message, status=402)

    async def receipt(self, request: Request) -> Response:
        """What a charge was for."""
        charge = self.sandbox.store.find(request.path_params["charge"], "charge")
        merchant = self.sandbox.config.merchant
        if charge is None:
            return html.page("gone.html", 404, title="Not found", merchant=merchant)
        return html.page("receipt.html", title="Receipt", charge=charge, merchant=merchant)

    def _session(self, request: Request) -> Obj | None:
        return self.sandbox.store.find(request.path_params["session"], "checkout.session")

    def _choose(self, session: Obj, form: Form, action: str, *, live: bool) -> Response:
        params = choices(session, form)
        if action in {"apply", "remove"} and session["allow_promotion_codes"]:
            params["promotion_code"] = form.get("promotion_code", "").strip() if action == "apply" else ""
        errors: dict[str, str] = {}
        try:
            self.sandbox.perform(lambda work: payment_pages.choose(work, params, session["id"]))
        except StripeError as error:
            errors[_FIELD_OF.get(error.param or "", "form")] = error.message
        fresh = self.sandbox.store.find(session["id"]) or session
        if not live:
            kept = {**form, "promotion_code": form.get("promotion_code", "") if errors else ""}
            return self._form(fresh, kept, errors)
        values = self._values(fresh, form, errors)
        total = html.fragment("total.html", **values)
        return JSONResponse(
            {"summary": html.fragment("summary.html", **values), "pay": total.strip(), "errors": errors}
        )

    def _pay(self, session: Obj, form: Form) -> Response:
        params = payment(session, form)
        try:
            seen = self.sandbox.perform(lambda work: payment_pages.choose(work, choices(session, form), session["id"]))
            if form.get("expected_amount") and form["expected_amount"] != str(seen["amount_total"]):
                fresh = self.sandbox.store.find(session["id"]) or session
                return self._form(
                    fresh, form, {}, "The total has changed. Please look at it and pay again.", status=409
                )
            view = self.sandbox.perform(lambda work: payment_pages.confirm(work, params, session["id"]))
        except StripeError as error:
            return self._refused(session, form, error)
        action_needed = (view["payment_intent"] or {}).get("next_action")
        if action_needed:
            return RedirectResponse(action_needed["redirect_to_url"]["url"], 303)
        return RedirectResponse(view["success_url"], 303)

    def _refused(self, session: Obj, form: Form, error: StripeError) -> Response:
        field = _FIELD_OF_CODE.get(error.code or "") or _FIELD_OF.get(error.param or "", "")
        if not field and error.kind == "card_error":
            field = "iban" if form.get("payment_type", "card") != "card" else "card_number"
        fresh = self.sandbox.store.find(session["id"]) or session
        if fresh["status"] != "open":
            return self._closed(fresh)
        return self._form(fresh, form, {field or "form": error.message}, error.message, status=error.status)

    def _onward(self, session: Obj) -> Response:
        if session["status"] != "complete":
            return self._closed(session)
        return RedirectResponse(success_url(session), 303)

    def _closed(self, session: Obj) -> Response:
        return html.page(
            "closed.html", title="Payment", session=session, success_url=success_url(session),
            merchant=self.sandbox.config.merchant,
        )  # fmt: skip

    def _form(
        self, session: Obj, form: Form, errors: dict[str, str] | None = None, problem: str = "", status: int = 200
    ) -> Response:
        return html.page("pay.html", status, **self._values(session, form, errors or {}), problem=problem)

    def _values(self, session: Obj, form: Form, errors: dict[str, str]) -> dict[str, Any]:
        store = self.sandbox.store
        rates = [store.find(option["shipping_rate"]) or {} for option in session["shipping_options"]]
        promotion = None
        for discount in session["discounts"] or []:
            promotion = store.find(discount["promotion_code"] or discount["coupon"])
        collection = session["shipping_address_collection"]
        codes = collection["allowed_countries"] if collection else html.all_countries()
        customer = store.find(session["customer"]) if session["customer"] else None
        return {
            "title": f"Pay {self.sandbox.config.merchant}",
            "merchant": self.sandbox.config.merchant,
            "session": session,
            "lines": session["_lines"],
            "products": {line["id"]: store.find(line["price"]["product"]) or {} for line in session["_lines"]},
            "rates": list(zip(rates, session["shipping_options"], strict=True)),
            "promotion": promotion,
            "countries": sorted(codes, key=html.country_name),
            "ships": collection is not None,
            "email": session["customer_email"] or (customer or {}).get("email"),
            "form": form,
            "errors": errors,
        }


def success_url(session: Obj) -> str:
    """Where the buyer goes after paying."""
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


async def _read(request: Request) -> dict[str, str]:
    """The posted fields; whatever is not a plain form is an empty one."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            return {}
    try:
        return {key: value.strip() for key, value in parse_form(body).items() if isinstance(value, str)}
    except StripeError:
        return {}


def check(session: Obj, form: Form) -> dict[str, str]:
    """What is missing from a payment, by field."""
    wanted = ["email"] if not session["customer_email"] and not session["customer"] else []
    if session["shipping_address_collection"]:
        wanted += ["name", "line1", "city", "postal_code"]
    if session["phone_number_collection"]["enabled"]:
        wanted += ["phone"]
    if session["amount_total"] > 0:
        card = form.get("payment_type", "card") == "card"
        wanted += ["card_number", "card_exp", "card_cvc", "card_name"] if card else ["iban"]
    errors = {field: _REQUIRED[field] for field in wanted if not form.get(field)}
    if form.get("email") and "@" not in form["email"]:
        errors["email"] = "Your e-mail address is incomplete."
    if "card_exp" in wanted and form.get("card_exp") and _expiry(form["card_exp"]) is None:
        errors["card_exp"] = _REQUIRED["card_exp"]
    return errors


def choices(session: Obj, form: Form) -> dict[str, Any]:
    """The shipping rate and the place, as far as they are known."""
    params: dict[str, Any] = {}
    if form.get("shipping") and session["shipping_options"]:
        params["shipping"] = form["shipping"]
    if form.get("country"):
        names = ("line1", "line2", "city", "state", "postal_code", "country")
        params["address"] = {name: form[name] for name in names if form.get(name)}
    return params


def payment(session: Obj, form: Form) -> dict[str, Any]:
    """The parameters of a confirmation out of the filled-in form."""
    params = {**choices(session, form), **{name: form[name] for name in ("email", "phone") if form.get(name)}}
    name = form.get("name") or form.get("card_name")
    if name:
        params["name"] = name
    if session["amount_total"] == 0:
        return params
    if form.get("payment_type", "card") != "card":
        params["payment_method"] = form.get("iban", "")
        return params
    month, year = _expiry(form.get("card_exp", "")) or (0, 0)
    params["card"] = {
        "number": form.get("card_number", ""), "exp_month": month, "exp_year": year, "cvc": form.get("card_cvc", ""),
    }  # fmt: skip
    return params


def _expiry(text: str) -> tuple[int, int] | None:
    digits = "".join(character for character in text if character.isascii() and character.isdecimal())
    if len(digits) not in {4, 6}:
        return None
    return int(digits[:2]), int(digits[2:])


def _remembered(session: Obj) -> Form:
    """What the form held before the buyer went to the challenge."""
    details = session.get("_customer_details") or {}
    address = details.get("address") or {}
    known = {**address, **{name: details.get(name) for name in ("email", "name", "phone")}}
    return {name: str(value) for name, value in known.items() if value}
