# Each target works from a fresh clone: it makes .venv/ and what it needs first.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SOURCES := $(wildcard recorder/inpage/*.ts recorder/inpage/taskbar/*.ts \
  recorder/inpage/notices/*.ts recorder/inpage/audit/*.ts \
  recorder/participants/inpage/*.ts analyzer/report/inpage/*.ts)

.PHONY: help demo test lint bench accuracy clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(STAMP) ## the demo shop, three scripted checkouts, the report
	$(BIN)/kitka demo

test: $(STAMP) ## everything that must pass: lint, types, tests
	@$(MAKE) --no-print-directory lint
	$(BIN)/kitka doctor --fix
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile

lint: $(STAMP) ## ruff, mypy --strict, tsc
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent check

bench: $(STAMP) ## what recording and judging cost, into build/bench.json and docs/
	$(BIN)/kitka doctor --fix
	$(BIN)/python -m bench

accuracy: $(STAMP) ## how often the rules are right: some 800 simulated shoppers and five further shops, about three hours the first time (PEERS=1: the other tools, too)
	$(BIN)/kitka doctor --fix
	@$(BIN)/python -m bench.accuracy; judged=$$?; \
	  KITKA_UNSEEN=all $(BIN)/python -m pytest tests/unseen && exit $$judged

clean: ## forget the environment and what was built
	rm -rf $(VENV) node_modules build dist recorder/inpage/dist \
	  recorder/participants/static/dist analyzer/report/static/dist

# The in-page bundles are made by the build hook (hatch_build.py) during the install.
$(STAMP): pyproject.toml package-lock.json hatch_build.py build.mjs $(SOURCES)
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is not there; install Python 3.11 or newer"; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --group dev --editable ".[demo]"
	@touch $(STAMP)
