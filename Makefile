# Everything runs in .venv, which only needs Python 3.11+ and a package index. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The stamps carry a checksum: pip is called again when pyproject.toml has changed, and only then.
SUM := $(shell cksum < pyproject.toml | cut -d ' ' -f 1)
USE := $(VENV)/.use-$(SUM)
DEV := $(VENV)/.dev-$(SUM)
HAVE_PYTHON = { command -v $(PYTHON) > /dev/null || { \
	echo "$(PYTHON) is not here. Install Python 3.11 or newer, or name it: make demo PYTHON=python3.12" >&2; exit 1; }; }

.PHONY: help demo test lint format pages bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(USE) ## load the demo world, run the three analyses, keep serving (ARGS=--once to end after printing)
	@$(BIN)/relgraph demo $(ARGS)

test: $(DEV) ## the whole suite on real Neo4js, side by side (ARGS for pytest)
	@$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder --durations=25 $(ARGS)

lint: $(DEV) ## ruff (lint and format), the layers of packages, and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy

format: $(DEV) ## let ruff mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

pages: $(DEV) ## write what is made from the code: tables in docs/, schemas; tests fail until they are
	@for script in scripts/write_*_page.py; do $(BIN)/python $$script || exit 1; done
	@$(BIN)/python -m relgraph.surfaces.graphql.export_schema
	@$(BIN)/python -m relgraph.playbook.export_schema

bench: $(DEV) ## the benchmarks (see bench/)
	@$(BIN)/python -m bench $(ARGS)

clean: ## remove the virtual environment and what tools left
	@rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# What is installed for development serves for use too.
$(USE):
	@test -e $(DEV) || { $(HAVE_PYTHON) && $(PYTHON) scripts/install.py $(VENV) $(USE) all; }

$(DEV):
	@$(HAVE_PYTHON) && $(PYTHON) scripts/install.py $(VENV) $(DEV) dev
