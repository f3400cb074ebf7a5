# The commands of Five Steps. "make" alone lists them.

export RASA_TELEMETRY_ENABLED := false
export PYTHON

VENV := .venv/bin
KNOWLEDGE_DB ?= $(or $(FIVESTEPS_KNOWLEDGE),var/knowledge.db)
BROWSE_PORT ?= 8001

.DEFAULT_GOAL := help
.PHONY: help setup train run chat test test-cluster bench screenshots evaluate browse check lock audit

help: ## list these commands
	@echo "Five Steps, a guidance assistant for school support staff"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## set up everything in .venv; does nothing if nothing changed
	@sh scripts/setup.sh

train: setup ## build the knowledge base and train the model, where something changed
	@$(VENV)/fivesteps train

run: setup ## serve the guide at http://127.0.0.1:5005/
	@$(VENV)/fivesteps run

chat: setup ## talk to the guide in this terminal
	@$(VENV)/fivesteps chat

test: setup ## run every check
	@$(VENV)/fivesteps train
	@$(VENV)/python -m pytest $(or $(ARGS),-n 2 --dist loadgroup)

test-cluster: setup ## check several servers behind nginx, with PostgreSQL and Redis, while each is killed; takes minutes
	@$(VENV)/python -m pytest tests/cluster $(ARGS)

bench: setup ## measure speed and memory beside a bare Rasa, and the widget (ARGS="--only widget" for one part)
	@$(VENV)/fivesteps bench $(ARGS)

screenshots: setup ## make the pictures of docs/images again, in the browser of this machine
	@$(VENV)/python -m tests.browser.screenshots

evaluate: setup ## measure how well messages are understood, beside the default pipeline of Rasa (ARGS=--no-bare without it)
	@$(VENV)/fivesteps evaluate $(ARGS)

browse: setup ## look round the knowledge base in a web browser
	@$(VENV)/fivesteps knowledge build
	@$(VENV)/datasette serve --immutable $(KNOWLEDGE_DB) --metadata bot/browse.yml --host 127.0.0.1 --port $(BROWSE_PORT) \
		--setting suggest_facets off --setting facet_time_limit_ms 1000 --setting sql_time_limit_ms 3000 --setting default_page_size 50 \
		--setting default_facet_size 12

check: setup ## check the content for what an editor must not break
	@$(VENV)/fivesteps knowledge check $(ARGS)

audit: setup ## look up known faults of every locked package; ends with 2 where nobody can be asked
	@$(VENV)/python scripts/audit.py

lock: ## write requirements.lock again from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@sh scripts/lock.sh $(UPGRADE)
