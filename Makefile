# Everything a person or CI does: make run, make test, make lint, make bench, make eval, make gate.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
export PYTHONUTF8 := 1
export HF_HUB_OFFLINE := 1
export GRADIO_ANALYTICS_ENABLED := False

.PHONY: run build test test-all lint bench bench-many eval gate accept lock clean

# the accepted run that a change is compared with, and where the run after the change lies
ACCEPTED := eval/accepted/dev
AFTER := .anwen/runs/gate

run: build
	$(BIN)/anwen serve

build: $(READY)
	$(BIN)/anwen build

test: $(READY_DEV)
	$(BIN)/python -m pytest -m "not slow and not browser"

# with the slow ones and those in a browser, as CI does
test-all: $(READY_DEV)
	$(BIN)/python -m pytest

lint: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY_DEV) build
	$(BIN)/python -m benchmarks.bench

# an index of 300 made-up documents beside that of the five
bench-many: $(READY_DEV)
	$(BIN)/python -m benchmarks.many

# each split by itself, as in the table of docs/evaluator.md
eval: $(READY_DEV) build
	for split in dev tune test; do $(BIN)/anwen eval run --split $$split --baseline || exit 1; done

# fails when an answer of the dev split got worse than eval/data/gate.toml allows
gate: $(READY_DEV) build
	$(BIN)/anwen eval run --split dev --name $(AFTER) --force >/dev/null
	$(BIN)/anwen eval compare $(ACCEPTED) $(AFTER) --gate eval/data/gate.toml

# takes the answers as they are now for the accepted ones
accept: $(READY_DEV) build
	$(BIN)/anwen eval run --split dev --name $(AFTER) --force
	mkdir -p $(ACCEPTED)
	cp $(AFTER)/run.json $(AFTER)/scores.jsonl $(AFTER)/summary.json $(ACCEPTED)

# the venv is made once; a changed lock file or pyproject.toml brings it up to date
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

# makes both lock files anew; needs pip-tools in the environment
lock: $(READY_DEV)
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links \
		--no-emit-options --no-header --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links \
		--no-emit-options --no-header --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml
	sed -i 's/^\(torch==[0-9.]*\)+cpu$$/\1/' requirements.lock requirements-dev.lock

clean:
	rm -rf $(VENV) .anwen .pytest_cache .mypy_cache .ruff_cache
