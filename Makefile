# Two commands matter: `make book` builds and serves the book, `make test` runs every test.
# Both make their own virtual environment in .venv; nothing else of the machine is changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Chapters open as notebooks by a setting of this environment, not of the user's own Jupyter.
LAB_CONFIG := $(CURDIR)/$(VENV)/etc/jupyter
SAY := @printf '\n==> %s\n'

PACKAGE := pyproject.toml LICENSE LICENSE-TEXT README.md $(shell find kazlib data -type f -not -path '*/__pycache__/*')
LIVE := $(shell find _ext/live -type f -not -path '*/node_modules/*' -not -path '*/__pycache__/*')
PAGES := $(shell find chapters questions assets -type f -not -path '*/.ipynb_checkpoints/*')
# What every page depends on: a change here builds all pages anew.
WHOLE := _build/.kazlib _build/.live _config.yml _toc.yml $(wildcard _ext/*.py)

# Equal builds give equal files.
export SOURCE_DATE_EPOCH := 1767225600

.PHONY: book site test lab clean help

book: site ## build the book and serve it on this machine
	@$(BIN)/python tools/serve.py _build/html

site: _build/.site ## build the book into _build/html

test: site $(VENV)/.test ## run every test, the browser's included
	@$(BIN)/python tools/ensure_browser.py
	$(SAY) 'Format, lint, types, layers'
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports
	$(SAY) 'Tests'
	@$(BIN)/python -m pytest --cov=kazlib --cov-branch --cov-report= --cov-fail-under=95

lab: $(VENV)/.lab ## open the chapters as notebooks in JupyterLab
	@JUPYTER_CONFIG_DIR=$(LAB_CONFIG) $(BIN)/jupyter lab --notebook-dir=chapters

clean: ## remove everything that was made
	rm -rf _build $(VENV) _ext/live/node_modules .coverage .hypothesis .import_linter_cache \
	  .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/.book: requirements.txt requirements/book.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'This book needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python3 ...'; exit 1; }
	$(SAY) 'Virtual environment in .venv'
	@$(PYTHON) -m venv $(VENV)
	$(SAY) 'Installing what the book needs (about 150 packages; some minutes the first time)'
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --progress-bar on \
	  -r requirements.txt -r requirements/book.txt | grep -v '^Requirement already'
	@touch $@

$(VENV)/.test: $(VENV)/.book requirements/test.txt
	$(SAY) 'Installing what the tests need'
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes \
	  -r requirements/test.txt | grep -v '^Requirement already' || true
	@touch $@

_build/.kazlib: $(VENV)/.book $(PACKAGE)
	$(SAY) 'Building the kazlib wheel'
	@rm -rf _build/wheel && mkdir -p _build/wheel
	@$(BIN)/python -m build --wheel --no-isolation --outdir _build/wheel . >_build/wheel.log 2>&1 \
	  || { cat _build/wheel.log; exit 1; }
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --force-reinstall _build/wheel/*.whl
	@touch $@

$(VENV)/.lab: _build/.kazlib
	@JUPYTER_CONFIG_DIR=$(LAB_CONFIG) $(BIN)/jupytext-config set-default-viewer >/dev/null
	@touch $@

_build/.live: _build/.kazlib $(LIVE) requirements.txt
	$(SAY) 'Making the files for live pages'
	@$(BIN)/python _ext/live/assets.py --out _build/live --requirements requirements.txt \
	  --packages ipywidgets,traitlets,comm,parliamentarch --wheel _build/wheel/*.whl \
	  --import kazlib.widgets --import kazlib.explorables.seat_allocator
	@touch $@

_build/.site: $(PAGES) $(WHOLE)
	$(SAY) 'Building the pages (each chapter runs its notebook)'
	@$(if $(filter $(WHOLE),$?),rm -rf _build/html _build/.doctrees)
	@$(BIN)/jupyter-book build . -W -n --keep-going
	@touch $@
