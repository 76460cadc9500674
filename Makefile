# Everything a person runs. Scripts in requirements/ do the set-up; the command kb does the rest.
.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/sh

PYTHON ?= python3
UV ?= uv
ARGS ?=
export BASE ?= HEAD
KB := .venv/bin/python -m kunskapsbas.cli
LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

export PYTHON
ifdef KB_CHROMIUM
export KB_CHROMIUM
endif
# The pages are UTF-8 whatever the machine's locale says.
export PYTHONUTF8 = 1

.PHONY: help site preview test check review docs lock clean bench-search bench-handouts bench-glossary bench-series bench-check bench-preview bench-faults

help: ## Visa den här listan
	@printf 'Skriv make och ett av orden:\n\n'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-15s %s\n", $$1, $$2 }' Makefile

site: ## Bygg webbplatsen (_build/html) och PDF-filerna (_build/pdf)
	@sh requirements/install.sh site
	@$(KB) build $(ARGS)

preview: ## Visa webbplatsen i webbläsaren medan du skriver
	@sh requirements/install.sh site
	@$(KB) preview $(ARGS)

check: ## Kontrollera sidorna utan att bygga dem
	@sh requirements/install.sh site
	@$(KB) check $(ARGS)

test: ## Kör alla kontroller av kod, sidor och färdig webbplats
	@sh requirements/install.sh test
	@sh requirements/test.sh $(ARGS)

review: site ## Jämför webbplatsen med hur den var, sida för sida (senaste incheckningen, eller BASE=gren)
	@sh requirements/review.sh "$$BASE"

docs: ## Skriv om de genererade sidorna i docs/ (modellens fält och problemkoderna)
	@sh requirements/install.sh site
	@$(KB) docs $(ARGS)

lock: ## Lås paketen på nytt i requirements/*.txt (behöver uv och nätverk; nyare: ARGS=--upgrade)
	@command -v "$(UV)" >/dev/null || { echo 'Fel: uv saknas. Installera det, eller ange var det finns: make lock UV=sökväg' >&2; exit 1; }
	@cd requirements && "$(UV)" $(LOCK) $(ARGS) ../pyproject.toml build.in -o site.txt
	@cd requirements && "$(UV)" $(LOCK) $(ARGS) --extra test ../pyproject.toml build.in -o test.txt

clean: ## Ta bort allt som är byggt; miljön i .venv får vara kvar
	@rm -rf _build .mypy_cache .pytest_cache .ruff_cache .hypothesis kunskapsbas.egg-info
	@find kunskapsbas tests -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

bench-search: ## Jämför sökningen med andra sökmotorer (benchmarks/search; första gången tar det en god stund)
	@sh requirements/install.sh test
	@KB_CHROMIUM=$$(sh requirements/chromium.sh) && export KB_CHROMIUM && .venv/bin/python -m benchmarks.search $(ARGS)

bench-handouts: ## Jämför PDF-filerna med andra sätt att göra dem (benchmarks/handouts; en dryg kvart)
	@sh requirements/install.sh test
	@.venv/bin/python -m benchmarks.handouts $(ARGS)

bench-glossary: ## Mät vad ordlistans länkar kostar ett bygge (benchmarks/glossary; en halvtimme)
	@sh requirements/install.sh test
	@.venv/bin/python -m benchmarks.glossary $(ARGS)

bench-series: ## Mät vad en lång serie rapporter kostar ett bygge (benchmarks/series; en kvart)
	@sh requirements/install.sh test
	@.venv/bin/python -m benchmarks.series $(ARGS)

bench-check: ## Mät vad kb check kostar på en lång serie rapporter (benchmarks/checking; två minuter)
	@sh requirements/install.sh test
	@.venv/bin/python -m benchmarks.checking $(ARGS)

bench-faults: ## Pröva de planterade felen på Sphinx, linkcheck och lychee (docs/faults.md; första gången tio minuter)
	@sh requirements/install.sh test
	@.venv/bin/python -m benchmarks.faults $(ARGS)

bench-preview: ## Mät hur snart kb preview visar en sparad sida (benchmarks/preview; en kvart)
	@sh requirements/install.sh test
	@KB_CHROMIUM=$$(sh requirements/chromium.sh) && export KB_CHROMIUM && .venv/bin/python -m benchmarks.preview $(ARGS)
