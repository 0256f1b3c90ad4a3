"""Errors in Stripe's shape."""

from __future__ import annotations

from typing import Any

_DOCS = "https://docs.stripe.com/error-codes/"


class StripeError(Exception):
    """What the API answers when the answer is no.

    ``keep`` says that what was done before stays done (a declined charge is a fact); everything else
    is rolled back. ``extra`` joins the error's body (``payment_intent``, ``charge``, …).
    """

    def __init__(
        self, status: int, message: str, *, kind: str = "invalid_request_error", code: str | None = None,
        param: str | None = None, decline_code: str | None = None, keep: bool = False,
        extra: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.status = status
        self.message = message
        self.kind = kind
        self.code = code
        self.param = param
        self.decline_code = decline_code
        self.keep = keep
        self.extra = extra or {}

    def body(self, request_id: str) -> dict[str, Any]:
        """The JSON document of the answer."""
        error: dict[str, Any] = {"message": self.message, "type": self.kind}
        for key in ("code", "param", "decline_code"):
            if (value := getattr(self, key)) is not None:
                error[key] = value
        if self.code:
            error["doc_url"] = _DOCS + self.code.replace("_", "-")
        error["request_log_url"] = f"https://dashboard.stripe.com/test/logs/{request_id}"
        return {"error": {**error, **self.extra}}


def invalid(message: str, *, param: str | None = None, code: str | None = None) -> StripeError:
    """400: a request that can never work as it stands."""
    return StripeError(400, message, code=code, param=param)


def missing(param: str) -> StripeError:
    """400: a required parameter was not given."""
    return invalid(f"Missing required param: {param}.", code="parameter_missing", param=param)


def not_found(kind: str, object_id: str, param: str = "id") -> StripeError:
    """404 for the object of the path, 400 when another parameter names what does not exist."""
    name = kind.replace("checkout.", "checkout ").replace("payment_intent", "payment intent").replace("_", " ")
    status = 404 if param in {"id", "intent"} else 400
    return StripeError(status, f"No such {name}: '{object_id}'", code="resource_missing", param=param)
