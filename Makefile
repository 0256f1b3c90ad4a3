# Everything a developer starts. Python 3.11+, make and a network for the first time are all it takes.
BIN := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test check lint types layers schema-check migrations-check format lock migration schema doctor clean \
	bench bench-exports bench-mails bench-orders bench-overview bench-users chaos properties

help: ## What there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 26

run: ## A whole shop in this terminal (PORT=8000, DATA_DIR=.data and every setting from the environment)
	@requirements/install.sh local
	@exec $(BIN)/python -m cli run

test: ## All tests, in parallel (ARGS="tests/cli -k run")
	@requirements/install.sh dev
	@exec $(BIN)/python -m pytest -n auto $(ARGS)

chaos: ## Kill everything at random during 200 purchases (CHAOS_PURCHASES, CHAOS_SEED)
	@requirements/install.sh dev
	@CHAOS_PURCHASES=$${CHAOS_PURCHASES:-200} $(BIN)/python -m pytest tests/e2e/test_chaos.py -s $(ARGS)

properties: ## 2,000 new histories of carts, payments, refunds and disputes, whose books must balance; and what else draws lots
	@requirements/install.sh dev
	@PROPERTY_HISTORIES=$${PROPERTY_HISTORIES:-2000} $(BIN)/python -m pytest tests/properties \
		$$(grep -rl --include="*.py" "^@given" tests) --hypothesis-profile=search -n auto -s $(ARGS)

bench: ## Measure: catalogue, cart, webhooks against bare inserts
	@requirements/install.sh dev
	@$(BIN)/python -m benchmarks.shopping
	@$(BIN)/python -m benchmarks.webhooks

bench-mails: ## Have one worker send 1,000 and 10,000 mails to a local SMTP sink
	@requirements/install.sh dev
	@$(BIN)/python -m benchmarks.mails $(ARGS)

bench-exports: ## Measure the memory of exports of 10,000 and of 1,000,000 rows (DATABASE_URL: one that is seeded)
	@requirements/install.sh dev
	@$(BIN)/python -m benchmarks.exports $(ARGS)

bench-users: ## Measure the list of people at 1,000,000 of them (DATABASE_URL: one that is seeded)
	@requirements/install.sh dev
	@$(BIN)/python -m benchmarks.users $(ARGS)

bench-overview: ## Measure the overview and the health of a shop of 1,000,000 orders (DATABASE_URL: one that is seeded)
	@requirements/install.sh dev
	@$(BIN)/python -m benchmarks.overview $(ARGS)

bench-orders: ## Ask for every list of 10,000 and of 1,000,000 orders (ARGS="--data-dir .data/bench" keeps them)
	@requirements/install.sh dev
	@$(BIN)/python -m benchmarks.orders $(ARGS)

check: lint types layers schema-check migrations-check ## Lint, format, types, layers, schema and migration drift (-k: all of them)

lint:
	@requirements/install.sh dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	@requirements/install.sh dev
	$(BIN)/mypy

layers:
	@requirements/install.sh dev
	$(BIN)/lint-imports --no-logo

schema-check:
	@requirements/install.sh dev
	$(BIN)/python -m cli schema --check

migrations-check:
	@requirements/install.sh dev
	$(BIN)/python -m cli makemigration --check

format: ## Put the code into shape
	@requirements/install.sh dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Write requirements/*.txt anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@requirements/install.sh dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@requirements/lock.sh $(ARGS)

migration: ## Write a migration from the models: make migration name=add_gift_notes
	@requirements/install.sh dev
	@$(BIN)/python -m cli makemigration $(name) $(ARGS)

schema: ## Write schema.graphql from the code
	@requirements/install.sh dev
	@$(BIN)/python -m cli schema --write

doctor: ## Check the settings, everything they name, and the books (ARGS=--fix repairs what is safe)
	@requirements/install.sh local
	@$(BIN)/python -m cli doctor $(ARGS)

clean: ## Remove caches; neither .venv nor .data
	rm -rf .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
