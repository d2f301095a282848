# One short door to every command; each is one line that works without make, too.
PYTHON = .venv/bin/python
UV = uv pip compile --universal --generate-hashes --no-header --no-annotate --extra server pyproject.toml

.PHONY: setup run check fix test rules types imports docs demo bench faults load access lock
setup:   ; python3 manage.py bootstrap --dev
run:     ; python3 manage.py up
check:   setup ; bash .ci/check
fix:     setup ; $(PYTHON) -m ruff check --fix . ; $(PYTHON) -m ruff format . ; $(PYTHON) -m djlint --reformat --quiet templates
test:    ; python3 manage.py test $(ARGS)
rules:   ; python3 manage.py test tests/rules -q
types:   setup ; $(PYTHON) -m mypy .
imports: setup ; .venv/bin/lint-imports
docs:    ; python3 manage.py test tests/docs -q
demo:    ; python3 manage.py demo
bench:   setup ; $(PYTHON) benchmarks/imagery.py ; $(PYTHON) benchmarks/matches.py --rows 100000 ; $(PYTHON) benchmarks/sweep.py --open 100000 --flood 20000 ; $(PYTHON) benchmarks/figures.py --requests 100000 ; $(PYTHON) benchmarks/sealed_lists.py ; python3 benchmarks/start.py
faults:  setup ; $(PYTHON) -m tests.faults.storm $(or $(ARGS),--clocks 10000 --cases 400 --seconds 600 --seed 7 --drain 7200) ; $(PYTHON) -m tests.faults.trail_run --rows 100000
load:    setup ; $(PYTHON) benchmarks/load.py $(ARGS)
access:  ; RECLAIM_WRITE_ACCESS=1 python3 manage.py test tests/house/test_access.py -q -k 'table_says or says_what'  # docs/reference/access.md
lock:    ; $(UV) -o requirements.lock && $(UV) --extra dev -c requirements.lock -o requirements-dev.lock
