# `make help` lists the targets. PORT=n chooses the port of run, LAB=1 a simulated office, UI=en English.
SHELL := /bin/bash
MVN := mvn -B -ntp
PORT ?= 8080
export PORT LAB UI WINDOWS_RUNTIME

.PHONY: run test fix fuzz simulate-devices bench faults outages figures dashboards dist help

run: ## the morning check of this machine, with its page (LAB=1: in a simulated office)
	@deploy/local/run.sh

test: ## builds everything and runs all tests, faults and outages in reduced numbers
	@acceptance/peers.sh test
	@acceptance/engine.sh start
	@$(MVN) verify; status=$$?; acceptance/engine.sh end; exit $$status

fix: ## formats the code
	@$(MVN) -q spotless:apply

fuzz: ## fuzzes every decoder for FUZZ_SECONDS (60) with Jazzer; ends with FUZZ lines
	@acceptance/fuzz.sh

simulate-devices: ## serves the simulated printers and scanner on loopback until Ctrl-C
	@acceptance/bin/run simulate-devices

bench: ## measures against peers in the same run; ends with BENCH and FIGURE lines
	@acceptance/peers.sh test
	@acceptance/bin/run bench

faults: ## 200 random kill -9 of agent and collector under load; ends with FAULT lines
	@acceptance/bin/run faults

outages: ## an office with two lines through 29 faults, five outages and scripted days with their notices (root, Linux); ends with OUTAGE lines
	@acceptance/peers.sh test
	@CI=true $(MVN) -q -pl acceptance -am verify -Dtest=FaultMatrixTest,OutagesTest -Dsurefire.failIfNoSpecifiedTests=false -Ddaugio.matrix=true
	@CI=true $(MVN) -q -pl collector -am verify -Dtest=IncidentOracleTest -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.jvm.short=-server -Ddaugio.histories=10000
	@acceptance/bin/run outages
	@acceptance/bin/run days
	@cat acceptance/target/outage-matrix.txt collector/target/incident-oracle.txt

figures: ## the pictures of the page and of what the dashboards answer, in docs/figures (needs chromium)
	@CI=true $(MVN) -q -pl collector -am test -Dtest=PageInBrowserTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Ddaugio.figures=$(CURDIR)/collector/target/figures
	@mkdir -p docs/figures/dashboards dashboards/target/figures
	@CI=true $(MVN) -q -pl dashboards -am test -Dtest=LiveQueriesTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Ddaugio.figures=$(CURDIR)/dashboards/target/figures
	@cp dashboards/target/figures/*.png docs/figures/dashboards/
	@cp collector/target/figures/page.png collector/target/figures/page-phone.png docs/figures/

dashboards: ## writes dashboards/grafana/ from its code
	@$(MVN) -q -pl dashboards -am test -Dtest=StructureTest -Dsurefire.failIfNoSpecifiedTests=false -Ddaugio.dashboards=write

dist: ## the packages of the agent in dist/: Windows zip (WINDOWS_RUNTIME=folder embeds a Java), Debian package
	@$(MVN) -q -DskipTests -pl agent -am package
	@deploy/dist.sh

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20
