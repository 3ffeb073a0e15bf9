# Sổ Nhuận Bút: «make run» and «make test» do all the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON := .venv/bin/python

# The demo's own environment; tests choose theirs, a real installation has .env.
DEMO = DEBUG=1 SECRET_KEY="$$(cat var/secret_key)" DATABASE_URL="sqlite:///$(CURDIR)/var/so_nhuan_but.sqlite3"

.PHONY: help run setup test lint lock

help: ## list these targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

run: var/secret_key ## set everything up, then serve the demo province, with a worker for long jobs, on http://127.0.0.1:8000 (PORT=… for another)
	@for step in migrate load_units load_law; do $(DEMO) $(PYTHON) manage.py $$step --verbosity 0 --skip-checks || exit 1; done
	@$(DEMO) $(PYTHON) manage.py demo
	@echo "Mở http://127.0.0.1:$(PORT) (dừng: Ctrl-C)"
	@trap 'exit 0' INT TERM; trap 'kill $$(jobs -p) 2>/dev/null; wait' EXIT; \
	$(DEMO) $(PYTHON) manage.py db_worker --no-reload --verbosity 0 & \
	$(DEMO) $(PYTHON) -m gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --log-level warning & \
	wait -n

setup: ## bring in system packages and .venv; nothing to do takes no time
	@.ci/setup

test: ## run every check and every test, on SQLite and on a throw-away PostgreSQL
	@.ci/setup --tests
	@$(MAKE) --no-print-directory lint
	$(PYTHON) -m pytest -n 2 --dist worksteal --engine sqlite
	$(PYTHON) tests/with_postgres.py $(PYTHON) -m pytest -n 2 --dist worksteal --engine postgresql

lint: ## check style and format
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

lock: ## write requirements*.txt anew from requirements*.in
	$(PYTHON) -m uv pip compile $(LOCK) requirements.in --output-file requirements.txt
	$(PYTHON) -m uv pip compile $(LOCK) requirements-dev.in --output-file requirements-dev.txt

LOCK := --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11

var/secret_key: | setup
	@mkdir -p var
	@(umask 077; $(PYTHON) -c "import secrets; print(secrets.token_urlsafe(64))" > $@)
