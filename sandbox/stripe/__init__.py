"""A stateful stand-in for Stripe: its API, its hosted payment page and its signed webhooks.

Start it with ``python -m sandbox.stripe --port 4242 --data .data/stripe``. It speaks the API version of
the installed SDK, keeps its state in one SQLite file and delivers events the way Stripe does.
"""
