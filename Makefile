# Entre canales · Entre canais
#
#   make run     the site, from nothing
#   make test    every check, from nothing
#
# GNU make 3.81 (the one on macOS) is enough.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run pages stack check-stack setup setup-dev chromium office checker postgres check test test-all test-busy lint types quick unit browser content-report docs bench bench-page bench-site share static test-static format clean

# The port of `make run`; without one the first free port from 8501 on is taken.
PORT ?=
# Who may connect: 127.0.0.1 is this machine alone, 0.0.0.0 the whole network.
HOST ?= 127.0.0.1
# The interpreter that .venv is made from; without one the first new enough is taken.
PYTHON ?=

PY := .venv/bin/python
PYTEST := $(PY) -m pytest
# Where the tests for a real browser lie: each of their workers collects no others.
BROWSER := tests/browser tests/javascript tests/reading_edition
# What holds nothing else is not even read by the other checks.
UNIT := --ignore=tests/browser --ignore=tests/javascript -m
# The checks start Python some hundred times: what it has compiled is kept, whatever a machine for
# containers sets, and a second `make check` is a third shorter.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONUTF8 := 1
export PIP_NO_INPUT := 1

define prepare
@found=""; \
for candidate in "$(PYTHON)" python3.13 python3.12 python3.11 python3 python; do \
  if [ -n "$$candidate" ] && "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    >/dev/null 2>&1; then found="$$candidate"; break; fi; \
done; \
if [ -z "$$found" ]; then \
  echo "No Python 3.11 or newer was found. Install one from https://www.python.org/downloads/," >&2; \
  echo "or name yours: make $@ PYTHON=/path/to/python3" >&2; exit 1; \
fi; \
"$$found" deploy/prepare.py
endef

help: ## what can be done
	@echo "make run        prepare everything and start the site (PORT=8600, HOST=0.0.0.0)"
	@echo "make pages      the pages that are read as plain HTML in dist/pages (APP_URL=, EXPLAINER_URL=)"
	@echo "make stack      two replicas, nginx and PostgreSQL as plain processes (PORT=8080)"
	@echo "make check-stack  the same, with smoke, fault and load checks: writes deploy/LOAD.md (SHORT=1)"
	@echo "make test       prepare everything and run every check"
	@echo "make check      form, types, imports and the quick tests: under 90 seconds"
	@echo "make test-all   every check with the slow ones"
	@echo "make test-busy  the browser tests beside processes that burn every core"
	@echo "make lint types unit browser   one kind of check"
	@echo "make content-report   what the site teaches in each language, and what is missing"
	@echo "make docs       the functions of the model as pages, from their docstrings: dist/api"
	@echo "make bench      measure the engine and the page (MILLION=1: a million shoppers too)"
	@echo "make bench-page measure only how fast the simulator answers, with 20 visitors too"
	@echo "make bench-site measure weight and time to the first insight on a slow phone"
	@echo "make share      draw the pictures of shared links anew"
	@echo "make static     build the edition without a server: dist/static and a zip (Node.js is needed)"
	@echo "make test-static   use that edition in Chromium and Firefox without a network, and measure it"
	@echo "make format     put the code in the project's form"
	@echo "make setup      only prepare .venv for the checks and look for a browser"
	@echo "make clean      remove what these commands made"

pages: ## the edition that is read, in dist/pages; EXPLAINER_URL is where it will be
	$(prepare)
	@$(PY) -m explainer.reading_edition --app-url "$$APP_URL"

run: ## only the packages of the site are installed
	$(prepare)
	@$(PY) -m explainer.reading_edition --if-stale --quiet
	@exec $(PY) deploy/serve.py --host "$(HOST)" $(if $(PORT),--port "$(PORT)") </dev/null

stack: setup-dev postgres ## Ctrl-C ends it, as does `python -m deploy.stack down`
	@exec $(PY) -m deploy.stack up $(if $(PORT),--port "$(PORT)") </dev/null

check-stack: setup-dev postgres
	$(PY) -m deploy.stack check $(if $(SHORT),--short)

setup: setup-dev chromium postgres

setup-dev:
	$(prepare) --dev

chromium: setup-dev
	@$(PY) -m tests.browser.find_chromium --install

office: setup-dev ## what opens presentations again in the slow checks
	@$(PY) -m tests.exports.find_office --install

checker: setup-dev ## the checker of HTML in the slow checks
	@$(PY) -m tests.reading_edition.find_checker --install

postgres: setup-dev ## the rooms of the workshop are tested on SQLite and on a real PostgreSQL
	@$(PY) -m deploy.postgres --install

check: setup-dev ## what to run while working
	@$(MAKE) --no-print-directory -j2 lint types quick

test: setup ## types take one core: the tests begin beside them
	@$(MAKE) --no-print-directory -j2 lint types unit
	@$(MAKE) --no-print-directory browser

test-all: test office checker
	$(PYTEST) -m slow --junit-xml=.artifacts/junit-slow.xml

test-busy: setup ## a test that fails now and then is a fault of the site until shown otherwise
	$(PY) -m tests.busy $(PYTEST) -n 2 --dist worksteal -m "browser and not slow" --junit-xml=.artifacts/junit-busy.xml $(BROWSER)

lint: setup-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	.venv/bin/oxlint --deny-warnings explainer deploy tests

types: setup-dev
	$(PY) -m mypy

quick: setup-dev
	$(PYTEST) -n 2 -q --quick $(UNIT) "not browser and not slow"

unit: setup-dev postgres
	$(PYTEST) -n 2 --dist loadfile $(UNIT) "not browser and not slow" --junit-xml=.artifacts/junit-unit.xml

browser: setup
	$(PYTEST) -n 3 --dist worksteal -m "browser and not slow" --junit-xml=.artifacts/junit-browser.xml $(BROWSER)

content-report: setup-dev
	@$(PY) -m tests.content.report

docs: setup-dev ## every public function of the model, with a search
	@$(PY) -m deploy.api_reference

bench: setup-dev
	$(PY) -m tests.benchmarks $(if $(MILLION),--million)

bench-page: setup-dev ## from a moved dial to its answer, on one core
	$(PY) -m tests.benchmarks.page_latency
	$(PY) -m tests.benchmarks.page_crowd
	$(PY) -m tests.benchmarks.page_bytes

bench-site: setup ## weight and time to the first insight, on a slow phone
	$(PY) -m tests.benchmarks.page_weight

share: setup ## the pictures of shared links, after the drawing or its words changed
	$(PY) -m tests.browser.share_pictures

static: ## the site in the visitor's own browser, for a laptop or an intranet
	$(prepare)
	$(PY) -m deploy.static

test-static: setup static
	@$(PY) -m tests.static.find_firefox --install
	$(PYTEST) tests/static/check_*.py
	$(PY) -m tests.static.measure

format: setup-dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

clean:
	rm -rf .venv .artifacts dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
