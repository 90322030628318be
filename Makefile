# Every target creates .venv if necessary and installs the packages that it needs there.
# The only requirement is Python 3.10 or newer; `make test PYTHON=python3.13` selects an interpreter.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
# The tests start hundreds of processes. Without cached bytecode, collecting the tests alone takes three times as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help quickstart test quick check coverage mutants torture generate bench docs floors clean

help: ## List the targets.
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

quickstart: $(VENV)/.quickstart ## Run a tour of the SDK on a workspace in memory; no token needed.
	@$(VENV)/bin/python examples/quickstart.py

test: check ## Run every check, then every test.
	$(RUN) pytest -n auto --dist worksteal

quick: $(VENV)/.check ## Run the checks except pyright, and the unit tests with fewer examples; takes less than a minute.
	$(RUN) codegen --check
	$(RUN) ruff format --check
	$(RUN) ruff check
	$(RUN) mypy
	$(VENV)/bin/lint-imports
	$(RUN) pytest -n auto --dist worksteal -q -m 'not slow' --hypothesis-profile quick --ignore tests/contract --ignore tests/faults --ignore tests/test_docs.py

check: $(VENV)/.check ## Run every check: generated files, style, types, layering.
	$(RUN) codegen --check
	$(RUN) ruff format --check
	$(RUN) ruff check
	$(RUN) mypy
	$(RUN) pyright
	$(VENV)/bin/lint-imports

coverage: $(VENV)/.check ## Run every test and fail unless they take every branch of the hand-written runtime.
	$(RUN) pytest -n auto --dist worksteal --cov --cov-report=
	$(RUN) coverage report --include='src/attio/*' --fail-under=100

mutants: $(VENV)/.mutation ## Change the decisions of the retry core one at a time; list the changes that no test notices.
	rm -rf mutants
	$(RUN) mutmut run
	$(RUN) mutmut results

torture: $(VENV)/.test ## Run the fault tests thousands of times and print figures; takes at most 15 minutes.
	$(RUN) torture

generate: $(VENV)/.generate ## Generate the code and the reference from codegen/spec.
	$(RUN) codegen

bench: $(VENV)/.bench ## Compare the speed and memory of the SDK with code that uses httpx and json directly.
	$(RUN) benchmarks

docs: $(VENV)/.docs ## Build the documentation site in site/.
	$(VENV)/bin/zensical build --clean --strict

floors: $(VENV)/.test ## Install the oldest supported version of each dependency; `make clean` undoes this.
	sed -n -e '/^dependencies/,/^]/s/.*"\(.*\)>=\(.*\)".*/\1==\2/p' -e '/^cli =/s/.*"\(.*\)>=\(.*\)".*/\1==\2/p' pyproject.toml | xargs $(RUN) pip install --quiet

clean: ## Remove .venv and everything that was built.
	rm -rf $(VENV) .cache .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist mutants site
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
		{ echo "Python 3.10 or newer is needed: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# The file .venv/.check marks that the extra `check` is installed, and so on.
$(VENV)/.%: pyproject.toml | $(VENV)/.made
	$(RUN) pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@
