"""The 3-D Secure page: the buyer's bank asks, and the buyer passes or fails."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sandbox.stripe import html, pay
from sandbox.stripe.errors import StripeError
from sandbox.stripe.forms import parse_form
from sandbox.stripe.sandbox import Sandbox
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


def challenge_routes(sandbox: Sandbox) -> list[Route]:
    """``/3ds/{intent}``: looked at with GET, answered with POST ``outcome=pass`` or ``fail``."""
    merchant = sandbox.config.merchant

    def intent_of(request: Request) -> Obj | None:
        sandbox.run_timers()
        return sandbox.store.find(request.path_params["intent"], "payment_intent")

    def back(intent: Obj) -> Response:
        action = (intent["next_action"] or {}).get("redirect_to_url") or {}
        return RedirectResponse(action.get("return_url") or sandbox.config.public_url, 303)

    async def ask(request: Request) -> Response:
        intent = intent_of(request)
        if intent is None or intent["status"] != "requires_action":
            return html.page("gone.html", 404, title="Nothing to confirm", merchant=merchant)
        return html.page("challenge.html", title="Confirm your payment", intent=intent, merchant=merchant)

    async def answer(request: Request) -> Response:
        intent = intent_of(request)
        if intent is None or intent["status"] != "requires_action":
            return html.page("gone.html", 404, title="Nothing to confirm", merchant=merchant)
        try:
            passed = parse_form((await request.body())[:10_000]).get("outcome") == "pass"
        except StripeError:
            passed = False
        onward = back(intent)

        def decide(work: Work) -> Obj:
            return pay.answer_challenge(work, work.require("payment_intent", intent["id"]), passed=passed)

        try:
            sandbox.perform(decide)
        except StripeError:
            return onward  # the page it leads to says what went wrong
        return onward

    return [
        Route("/3ds/{intent}", ask, methods=["GET"]),
        Route("/3ds/{intent}", answer, methods=["POST"]),
    ]
