"""What a confirmation does: money moves at once, later, after a challenge, or not at all."""

from __future__ import annotations

from sandbox.stripe import completion
from sandbox.stripe.cards import TestMethod
from sandbox.stripe.errors import StripeError
from sandbox.stripe.events import emit
from sandbox.stripe.objects import balance_transactions, charges, disputes
from sandbox.stripe.objects.payment_methods import behaviour
from sandbox.stripe.routing import timer
from sandbox.stripe.store import Obj, public
from sandbox.stripe.work import Work


def confirm(work: Work, intent: Obj, method: Obj, return_url: str | None = None) -> Obj:
    """Try to pay an intent. Returns it in its new state; a declined card raises a 402 that keeps its traces."""
    test = behaviour(method)
    intent["payment_method"] = method["id"]
    intent["last_payment_error"] = None
    intent["next_action"] = None
    if test.behaviour.startswith("challenges"):
        return _challenge(work, intent, return_url)
    if test.is_bank:
        return _start_debit(work, intent, method)
    if test.behaviour == "declines":
        raise _decline(work, intent, method)
    return _collect(work, intent, method)


def answer_challenge(work: Work, intent: Obj, *, passed: bool) -> Obj:
    """The bank's verdict on a 3-D Secure challenge. A failed one raises a 402 that keeps its traces."""
    if intent["status"] != "requires_action":
        raise StripeError(400, "This payment does not wait for authentication.", code="payment_intent_unexpected_state")
    method = work.require("payment_method", intent["payment_method"])
    intent["next_action"] = None
    if not passed:
        error = StripeError(
            402,
            "We are unable to authenticate your payment method. Please choose a different payment method and try"
            " again.",
            kind="card_error",
            code="payment_intent_authentication_failure",
            keep=True,
        )
        raise _failed(work, intent, method, error)
    if behaviour(method).behaviour == "challenges_then_declines":
        raise _decline(work, intent, method)
    return _collect(work, intent, method, authenticated=True)


def _challenge(work: Work, intent: Obj, return_url: str | None) -> Obj:
    intent["status"] = "requires_action"
    intent["next_action"] = {
        "type": "redirect_to_url",
        "redirect_to_url": {
            "url": f"{work.config.public_url}/3ds/{intent['id']}",
            "return_url": return_url,
        },
    }
    emit(work, "payment_intent.requires_action", work.store.save(intent))
    return intent


def _collect(work: Work, intent: Obj, method: Obj, *, authenticated: bool = False) -> Obj:
    charge = charges.make(work, intent, method, "succeeded", authenticated=authenticated)
    emit(work, "charge.succeeded", charge)
    _succeed(work, intent, charge)
    completion.paid(work, intent)
    _book(work, charge, "charge")
    test = behaviour(method)
    if test.afterwards in {"dispute", "inquiry"}:
        disputes.make(work, charge, test.reason, inquiry=test.afterwards == "inquiry")
    return intent


def _succeed(work: Work, intent: Obj, charge: Obj) -> None:
    intent.update(
        status="succeeded", amount_received=intent["amount"], latest_charge=charge["id"], next_action=None,
        processing=None, last_payment_error=None,
    )  # fmt: skip
    emit(work, "payment_intent.succeeded", work.store.save(intent))


def _book(work: Work, charge: Obj, kind: str) -> None:
    """The balance transaction follows the capture a moment later, with an update of the charge."""
    before = dict(charge)
    booked = balance_transactions.make(work, kind, charge["amount"], charge["currency"], charge["id"])
    charge["balance_transaction"] = booked["id"]
    emit(work, "charge.updated", work.store.save(charge), before)


def _start_debit(work: Work, intent: Obj, method: Obj) -> Obj:
    charge = charges.make(work, intent, method, "pending")
    intent.update(status="processing", latest_charge=charge["id"])
    emit(work, "payment_intent.processing", work.store.save(intent))
    emit(work, "charge.pending", charge)
    completion.submitted(work, intent)
    work.store.set_timer(work.now + work.config.settle_seconds, "debit", intent["id"])
    return intent


@timer("debit")
def settle_debit(work: Work, intent_id: str) -> None:
    """A bank debit arrives, or comes back."""
    intent = work.require("payment_intent", intent_id)
    if intent["status"] != "processing":
        return
    charge = work.require("charge", intent["latest_charge"])
    method = work.require("payment_method", intent["payment_method"])
    test = behaviour(method)
    if test.behaviour == "debits":
        charge.update(status="succeeded", captured=True, amount_captured=charge["amount"])
        emit(work, "charge.succeeded", work.store.save(charge))
        _succeed(work, intent, charge)
        completion.debit_arrived(work, intent)
        _book(work, charge, "payment")
        return
    charge.update(status="failed", paid=False, failure_code=test.code, failure_message=test.message)
    intent.update(processing=None)
    _note_failure(work, intent, method, work.store.save(charge), _error_of(test, charge))
    completion.debit_failed(work, intent)


def _decline(work: Work, intent: Obj, method: Obj) -> StripeError:
    charge = charges.make(work, intent, method, "failed")
    error = _error_of(behaviour(method), charge)
    intent["latest_charge"] = charge["id"]
    return _failed(work, intent, method, error, charge)


def _failed(work: Work, intent: Obj, method: Obj, error: StripeError, charge: Obj | None = None) -> StripeError:
    _note_failure(work, intent, method, charge, error)
    error.extra = {"payment_intent": public(intent), "payment_method": public(method)}
    if charge is not None:
        error.extra["charge"] = charge["id"]
    return error


def _note_failure(work: Work, intent: Obj, method: Obj, charge: Obj | None, error: StripeError) -> None:
    problem: Obj = {"code": error.code, "message": error.message, "type": error.kind, "payment_method": public(method)}
    if error.decline_code:
        problem["decline_code"] = error.decline_code
    if charge is not None:
        problem["charge"] = charge["id"]
        emit(work, "charge.failed", charge)
    problem["doc_url"] = f"https://docs.stripe.com/error-codes/{str(error.code).replace('_', '-')}"
    intent.update(status="requires_payment_method", last_payment_error=problem, payment_method=None)
    emit(work, "payment_intent.payment_failed", work.store.save(intent))


def _error_of(test: TestMethod, charge: Obj) -> StripeError:
    return StripeError(
        402, test.message, kind="card_error", code=test.code, decline_code=test.decline_code, keep=True,
        extra={"charge": charge["id"]},
    )  # fmt: skip
