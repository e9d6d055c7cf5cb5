# Each target runs the Python command of the same name, which a machine without make runs by hand.
PYTHON ?= python3
COURSE = $(PYTHON) -m course
COMMANDS = lab test test-oldest run refresh exercises slides picture bundle reset checks bench
.PHONY: help $(COMMANDS)

help:
	@$(COURSE)

$(COMMANDS):
	@$(COURSE) $@ $(NB) $(EX) $(ARGS)
