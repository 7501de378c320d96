# Everything a newcomer needs: make demo, make test. See README.md.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.complete
PEERS := .venv/.peers

.PHONY: setup demo test test-pages test-rest lint browser lock catalogue bench-peers bench-toptw bench-bound bench-district bench-hotspots bench-coverage bench-addresses bench-ground bench-maps bench-rooms bench-campaign clean
.DELETE_ON_ERROR:

setup: $(STAMP)

$(STAMP): requirements-dev.txt pyproject.toml hatch_build.py frontend/package-lock.json frontend/vendor.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Huhu needs Python 3.11 or newer; try: make PYTHON=python3.12 setup"; exit 2; }
	@echo "[1/3] making .venv"
	@$(PYTHON) -m venv .venv || { echo "python3 -m venv failed; on Debian and Ubuntu: apt-get install python3-venv"; exit 2; }
	@echo "[2/3] installing pinned packages (a few minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@echo "[3/3] installing Huhu and the web assets"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Renews the Chinese texts (and the web assets) where their source is newer; quick when nothing has changed.
catalogue: setup
	@$(BIN)/python hatch_build.py

demo: catalogue
	@$(BIN)/huhu demo demo

# Two halves side by side, on a core each, of about the same length: pages, commands and the store, and all the rest.
test: catalogue lint
	@.ci/need_chromium
	@$(MAKE) --no-print-directory -j 2 test-pages test-rest

test-pages:
	$(BIN)/pytest tests/api tests/browser tests/gisdata/store

test-rest:
	$(BIN)/pytest --ignore=tests/api --ignore=tests/browser --ignore=tests/gisdata/store

lint: setup
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/codespell planner gisdata api tests README.md ARCHITECTURE.md CONTRIBUTING.md CHANGELOG.md

# Tables of docs/benchmarks.md, written to build/bench; give `QUICK=--quick` for a short run. Nothing in CI times anything.
bench-peers: $(PEERS)
	$(BIN)/python -m tests.benchmarks.peers $(QUICK)

bench-toptw: setup
	$(BIN)/python -m tests.benchmarks.toptw $(QUICK)

BOUND_WEEKS := grid:S:31,grid:S:32,grid:M:31,grid:M:32,grid:L:31,grid:S:31:presence,grid:M:31:presence,grid:L:31:presence
bench-bound: setup
	@mkdir -p build/bench
	$(BIN)/python -m tests.benchmarks.bound --make $(BOUND_WEEKS) --seconds 60 --out build/bench/bound.md

bench-district: setup
	$(BIN)/python -m tests.benchmarks.district --executor pool
	$(BIN)/python -m tests.benchmarks.district --executor dask --kills 3

bench-hotspots: setup
	$(BIN)/python -m tests.benchmarks.hotspots --out build/bench/hotspots.md

bench-coverage: setup
	$(BIN)/python -m tests.benchmarks.coverage
	$(BIN)/python -m tests.benchmarks.audit

bench-addresses: setup
	$(BIN)/python -m tests.benchmarks.addresses
	$(BIN)/python -m tests.benchmarks.geocoding

bench-ground: setup
	$(BIN)/python -m tests.benchmarks.beats
	$(BIN)/python -m tests.benchmarks.datum

# Needs Chromium. The comparison with PMTiles: --peer FOLDER, a node_modules with protomaps-leaflet and pmtiles.
bench-maps: setup
	@mkdir -p build/bench
	$(BIN)/python -m tests.benchmarks.maps --out build/bench/maps.md

bench-rooms: setup
	$(BIN)/python -m tests.benchmarks.rooms

# Campaigns at size, a district, and 26 weeks played on two towns; the last takes an hour or more.
bench-campaign: setup
	$(BIN)/python -m tests.benchmarks.campaign
	$(BIN)/python -m tests.benchmarks.simulation --town sample
	$(BIN)/python -m tests.benchmarks.simulation --town lauf

$(PEERS): $(STAMP) requirements-bench.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

# Pins every dependency with hashes and without server names; needs uv.
lock:
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header --quiet --upgrade pyproject.toml -o requirements.txt
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header --quiet --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header --quiet --extra bench -c requirements-dev.txt pyproject.toml -o requirements-bench.txt

clean:
	rm -rf .venv demo api/web/static/vendor .mypy_cache .ruff_cache .hypothesis .import_linter_cache
