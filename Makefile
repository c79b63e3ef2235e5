# One word for each thing to do. Settings: make run SOURCES=my/folder PORT=8080 STORE=my/graph BASE=https://graph.example/
SOURCES ?= examples/corpus
PORT ?= 8000
# The data's IRIs hold the port, so each port has a graph of its own.
STORE ?= graph$(if $(filter-out 8000,$(PORT)),-$(PORT))
BASE ?= http://localhost:$(PORT)/
VENV ?= .venv
PYTHONS ?= python3 python3.14 python3.13 python3.12 python3.11

RECENT = import sys; sys.exit(sys.version_info < (3, 11))
PIP = $(shell cat $(VENV)/pip-command) --disable-pip-version-check --quiet

.PHONY: run test conformance lint bench bench-server score terms clean
.DELETE_ON_ERROR:

run: $(VENV)/installed  ## build the sources and serve the graph
	@$(VENV)/bin/habeas build $(SOURCES) --store $(STORE) --base $(BASE) || [ $$? -eq 1 ]  # 1: some need a look
	@$(VENV)/bin/habeas serve --store $(STORE) --port $(PORT)

test: lint  ## everything that must hold before a commit
	$(VENV)/bin/python -m pytest

conformance: $(VENV)/installed-test  ## the W3C's SPARQL suite over HTTP, where ../shared/sparql has it
	$(VENV)/bin/python tests/conformance/run.py

lint: $(VENV)/installed-test  ## form and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: $(VENV)/installed  ## speed and memory, against rdflib + owlrl + pySHACL
	$(VENV)/bin/python -m benchmarks

bench-server: $(VENV)/installed-bench  ## the endpoint's speed and steadiness, beside other SPARQL servers
	$(VENV)/bin/python -m benchmarks.server --note "$(NOTE)"

score: $(VENV)/installed  ## how well it reads, on development data and articles of its own; make score NOTE="why"
	$(VENV)/bin/python -m benchmarks.extraction --errors --keep --note "$(NOTE)"

terms: $(VENV)/installed  ## kg/terms.py from ontology/
	$(VENV)/bin/python -m kg.ontology write

clean:  ## all that make made, graphs included
	rm -rf $(VENV) graph graph-* build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# A Python without ensurepip (bare Debian) makes an environment without pip, into which its own pip, if any, installs.
$(VENV)/pip-command:
	@for name in $(PYTHONS); do \
	  if $$name -c '$(RECENT)' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Habeas needs Python 3.11 or newer; none of $(PYTHONS) is." >&2; exit 1; fi; \
	if $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	  $$python -m venv $(VENV) && echo "$(VENV)/bin/python -m pip" > $@; \
	elif $$python -m pip --version >/dev/null 2>&1 && $$python -m venv --without-pip $(VENV); then \
	  echo "$$python -m pip --python $(VENV)/bin/python" > $@; \
	else \
	  rm -rf $(VENV); \
	  echo "$$python cannot make an environment: run 'sudo apt install python3-venv', then make again." >&2; exit 1; \
	fi

$(VENV)/installed: $(VENV)/pip-command pyproject.toml
	@echo "Installing Habeas into $(VENV) (once)." >&2
	@$(PIP) install --editable . && touch $@

$(VENV)/installed-test: $(VENV)/pip-command pyproject.toml
	@echo "Installing Habeas and its test tools into $(VENV) (once)." >&2
	@$(PIP) install --editable '.[test]' && touch $@ $(VENV)/installed

$(VENV)/installed-bench: $(VENV)/pip-command pyproject.toml
	@echo "Installing Habeas and the servers that it is compared with into $(VENV) (once)." >&2
	@$(PIP) install --editable '.[bench]' && touch $@ $(VENV)/installed
