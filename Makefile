# Every command of the project. `make` alone prints them.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
PY := $(BIN)/python
# Test processes side by side.
JOBS ?= 2

.PHONY: help install demo run test test-browser test-postgres test-hostile check fix bench migrations messages lock screenshots

help:  ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

install:  ## Make .venv and install the locked packages, if they are not there yet
	@.ci/install

demo: install  ## Start the hub with a year of content and a login for each role (PORT=8000)
	@$(PY) -m hub.demo_server

run: install  ## Start Django's development server on the demo's data (PORT=8000)
	@DEBUG=1 $(PY) manage.py migrate -v 0
	DEBUG=1 HUB_SECOND_FACTOR=0 $(PY) manage.py runserver localhost:$(or $(PORT),8000)

test: install  ## Run the tests that need nothing but Python
	$(BIN)/pytest -n $(JOBS) $(PYTEST_ARGS)

test-browser: install  ## Run the tests in a real browser (needs Chromium)
	@$(PY) -m tests.browser.chromium
	$(BIN)/pytest tests/browser -n $(JOBS) $(PYTEST_ARGS)

test-postgres: install  ## Run the tests on PostgreSQL, started for them (needs PostgreSQL)
	$(PY) -m tests.postgres $(BIN)/pytest -n $(JOBS) $(PYTEST_ARGS)

test-hostile: install  ## Send wild requests to every address as every role (HOSTILE_REQUESTS=20000)
	$(BIN)/pytest tests/hostile -n $(JOBS) $(PYTEST_ARGS)

check: install  ## Check style, layers, types, templates, migrations, translations, settings
	@$(PY) -m tests.checks

fix: install  ## Put code and templates into their form
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .
	$(BIN)/djangofmt --quiet templates
	$(BIN)/djangofmt check --fix --quiet templates
	@$(BIN)/ruff check .

bench: install  ## Measure what must be quick, in one table
	@$(PY) -m tests.benchmarks $(BENCH_ARGS)

migrations: install  ## Write a migration: make migrations APP=network NAME=add_something
	DEBUG=1 $(PY) manage.py makemigrations $(APP) -n $(NAME)

messages: install  ## Gather new sentences into the catalogues and compile them (LANGUAGES="sv de")
	@DEBUG=1 $(PY) -m tests.checks.catalogues --update $(LANGUAGES)

lock:  ## Resolve the dependencies anew (needs uv)
	uv pip compile pyproject.toml --group development --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade -o requirements/lock.txt

screenshots: install  ## Take pictures of every page into var/screenshots (needs Chromium)
	@$(PY) -m tests.browser.screenshots $(SCREENSHOTS_ARGS)
