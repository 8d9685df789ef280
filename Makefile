# Every target works alone on a fresh clone with nothing but Python >= 3.11 and make.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
STAMP   = $(VENV)/.installed-from-lock
JOBS   ?= auto
N      ?= 100000
PROFILE ?= ci
SEED   ?=
ARGS   ?=
UV      = uv==0.13.9

.DEFAULT_GOAL := help
.PHONY: help install demo up console test check fix bench simulation chaos audit lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

install: $(STAMP) ## make the virtual environment from the lock

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Millrace needs Python 3.11 or newer; name one with 'make PYTHON=/path/to/python3.11'." >&2; exit 1; }
	@test -x $(BIN)/python -a -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) \
	  || { echo "This Python cannot make virtual environments; on Debian install python3-venv." >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## run the sample flows end to end on embedded servers, then stop
	$(BIN)/python -m examples.demo $(ARGS)

up: $(STAMP) ## start everything and stay up (ARGS="--port 9000 --ephemeral")
	$(BIN)/millrace up $(ARGS)

console: ## build the graph editor of the console (needs Node >= 20), its own tests first
	cd console/editor && npm ci && npm run types && npm test && npm run build

test: $(STAMP) ## the whole suite against real servers, with the coverage gate
	$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term $(ARGS)

check: $(STAMP) ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(STAMP) ## let ruff repair what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: language
language: $(STAMP) ## store the counts of unclear English, which may only fall
	$(BIN)/python -m tests.support.language

.PHONY: screenshots
screenshots: $(STAMP) ## pictures of the console's screens into docs/img (needs Chromium)
	$(BIN)/python -m tests.browser.screenshots

bench: $(STAMP) ## the budgets, as ratios against a bare job and a bare write
	$(BIN)/python -m bench $(ARGS)

simulation: $(STAMP) ## crash the engine at every point of N random schedules
	$(BIN)/python -m tests.crash.simulate $(N) $(ARGS)

chaos: $(STAMP) ## real processes under fire (PROFILE=ci SEED=7 ARGS="--only F1,F7")
	$(BIN)/python -m tests.chaos --profile $(PROFILE) $(if $(SEED),--seed $(SEED)) $(ARGS)

audit: $(STAMP) ## look the locked packages up among published advisories; exit 2: out of reach
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV)
	$(BIN)/python -m tests.security.audit $(ARGS)

lock: $(STAMP) ## resolve pyproject.toml into the two locks, hashes and all
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV)
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --no-emit-index-url --no-header --quiet $(ARGS) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra code --universal --python-version 3.11 --group image \
	  --constraint requirements.lock --generate-hashes --no-strip-extras --no-emit-index-url --no-header \
	  --no-annotate --quiet $(ARGS) -o requirements-runtime.lock

clean: ## remove everything made by the other targets, running data included
	rm -rf $(VENV) .millrace .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
