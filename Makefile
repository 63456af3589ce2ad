# Everything a newcomer needs: `make run` and `make test`. See CONTRIBUTING.md for the rest.
PYTHON ?= python3
BIN := .venv/bin
UV ?= uv

.DEFAULT_GOAL := help
.PHONY: help run test check bench train install lock clean

help:
	@echo "make run      the playground and the bot: a chat page on http://127.0.0.1:8080"
	@echo "make test     the whole test suite"
	@echo "make install  only .venv with .venv/bin/dauys"
	@echo "make check    ruff, mypy, import contracts, locale and facts lint"
	@echo "make bench    every benchmark, one JSON line each"
	@echo "make train    the router's weights anew, from its lexicon and examples"

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dauys needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/made requirements.txt pyproject.toml
	@echo "Installing the packages of requirements.txt into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/developing: .venv/installed requirements-dev.txt
	@echo "Installing the packages of requirements-dev.txt into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

install: .venv/installed

run: .venv/installed
	@exec $(BIN)/python -m playground.run

test: .venv/developing
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m locales.lint
	$(BIN)/python -m facts.lint

bench: .venv/developing
	$(BIN)/python -m benchmarks $(ARGS)

train: .venv/developing
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m routing.train facts/lexicon

lock:
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --no-header --extra build pyproject.toml -o requirements.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --no-header --extra build --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf .venv .run
