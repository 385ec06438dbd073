# make help lists the targets. `make run` and `make test` are all a newcomer needs.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONHASHSEED := 0

.PHONY: help system setup run test fuzz check format golden score bench bench-archive bench-questions docs pdfs lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.run: pyproject.toml requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.lock
	@touch $@

system: ## install Tesseract with Swedish, which reads scans (Debian and Ubuntu, as root)
	@tesseract --list-langs 2>/dev/null | grep -qx swe || { apt-get update -q && apt-get install -y -q --no-install-recommends tesseract-ocr tesseract-ocr-swe; }

setup: $(VENV)/.dev ## install the project and what tests need into .venv

run: $(VENV)/.run ## install, import corpus/ into protokoll.duckdb and print the audit report
	@rm -f protokoll.duckdb protokoll.duckdb.wal
	@$(BIN)/protokollparser ingest corpus/*/source.* --db protokoll.duckdb
	@$(BIN)/protokollparser check --db protokoll.duckdb --fail-on never

test: $(VENV)/.dev ## install what tests need and run them
	@$(BIN)/python -m pytest -n 2

fuzz: $(VENV)/.dev ## try the properties of words, pages and tables on thirty times as many
	@$(BIN)/python -m pytest -q --hypothesis-profile=long tests/layout/test_arbitrary_pages.py tests/ingest

check: $(VENV)/.dev ## format, lint, types, imports, rules, corpus score, docs: all read-only
	@$(BIN)/ruff format --check -q src tests bench
	@$(BIN)/ruff check -q src tests bench
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/protokollparser rules check
	@$(BIN)/protokollparser score corpus --ratchet corpus/score.json
	@$(BIN)/python -m pytest -q tests/docs
	@git ls-files 'src/*.py' | xargs wc -l | awk '$$2 != "total" && $$1 > 400 {print $$2 ": " $$1 " lines, at most 400"; bad = 1} END {exit bad}'

format: $(VENV)/.dev ## format and sort imports
	@$(BIN)/ruff check -q --fix src tests bench || true
	@$(BIN)/ruff format -q src tests bench

score: $(VENV)/.dev ## score the corpus, with every miss; with TABLES=FILE.jsonl.gz the relations of tables too
	@$(BIN)/protokollparser score corpus --misses
	@test -z "$(TABLES)" || $(BIN)/python -m bench.aggregations "$(TABLES)"

golden: $(VENV)/.dev ## raise the figures in corpus/score.json to what is reached now
	@$(BIN)/protokollparser score corpus --ratchet corpus/score.json --update

bench: $(VENV)/.dev ## measure speed and memory beside others, and write docs/performance.md
	@$(BIN)/python -m bench.performance

bench-archive: $(VENV)/.dev ## import 20 000 made-up files (half an hour, on an idle machine), and write that into docs/performance.md
	@$(BIN)/python -m bench.archive_import

bench-questions: $(VENV)/.dev ## ask all views and saved questions over a large made-up store, beside SQLite (half an hour), and write docs/questions.md
	@$(BIN)/python -m bench.questions --write

docs: $(VENV)/.dev ## regenerate docs/schema.md, docs/cli.md, docs/checks.md, docs/sql.md and the run in README
	@$(BIN)/python -m protokollparser.cli.docs

pdfs: $(VENV)/.dev ## print the corpus and made-up tables in every layout to prints/, with the truth beside them
	@$(BIN)/pip install -q --disable-pip-version-check typst weasyprint || echo "typst and weasyprint are not to be had: their layouts are left out"
	@$(BIN)/python -m tests.printing prints --seeds 2

lock: $(VENV)/.dev ## pin what is installed for run and dev in the lock files
	@$(BIN)/pip-compile -q --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-options --no-annotate --no-header -o requirements.lock pyproject.toml
	@$(BIN)/pip-compile -q --strip-extras --extra dev --no-emit-index-url --no-emit-trusted-host --no-emit-options --no-annotate --no-header -o requirements-dev.lock pyproject.toml

clean: ## remove what make made
	@rm -rf $(VENV) prints protokoll.duckdb dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
