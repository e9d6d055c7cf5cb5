# Each target is one line of help and one Python command, which a machine without make runs by hand.
PYTHON ?= python3
COURSE = $(PYTHON) -m course
.DEFAULT_GOAL := help
.PHONY: help lab test run refresh exercises slides picture bundle reset checks bench

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

lab:  ## open JupyterLab on the first lesson (makes .venv when needed)
	@$(COURSE) lab $(ARGS)

test:  ## run every lesson, solution and test and compare what they print (ARGS="-k rnn")
	@$(COURSE) test $(ARGS)

run:  ## execute all lessons (or NB=03) and report result, seconds and peak memory
	@$(COURSE) run $(NB) $(ARGS)

refresh:  ## execute notebooks and store their outputs (NB=03, all without it)
	@$(COURSE) refresh $(NB) $(ARGS)

exercises:  ## generate the student copies from notebooks/solutions
	@$(COURSE) exercises $(ARGS)

slides:  ## build the lectures in slides/ (NB=03, all without it)
	@$(COURSE) slides $(NB) $(ARGS)

picture:  ## draw the picture of the README
	@$(COURSE) picture $(ARGS)

bundle:  ## make the folder to hand out, without solutions, and a zip of it
	@$(COURSE) bundle $(ARGS)

reset:  ## set your copy of an exercise notebook aside and get a fresh one (EX=02)
	@$(COURSE) reset $(EX) $(ARGS)

checks:  ## try every exercise check on wrong and right solutions
	@$(COURSE) checks $(ARGS)

bench:  ## compare speed and numbers with the textbook loop, PyTorch and Keras
	@$(COURSE) bench $(ARGS)
