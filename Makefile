# Traject: everything one does with this tree. `make` or `make help` lists it.

SHELL   := /bin/bash
VERSIE  := $(shell git describe --tags --always --dirty 2>/dev/null || echo los)
BOUW    := CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$(VERSIE)"

.DEFAULT_GOAL := help
.PHONY: help build deb sbom run test test-go test-login test-e2e check generate golden bench bench-groot bench-handelen bench-lijsten bench-duo duur beeld

help: ## this list
	@echo "Traject: make TARGET"; echo
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14 | sed 's/^/  /'
	@echo; echo "  The two to start with: make run, make test."

build: ## the one static binary: bin/traject
	@mkdir -p bin
	$(BOUW) -o bin/traject ./cmd/traject

deb: build ## the Debian package: bin/traject_VERSION_ARCH.deb
	@scripts/deb

sbom: build ## what bin/traject consists of, as CycloneDX: bin/sbom.cdx.json
	@scripts/verpakking sbom

run: build ## build, and start the demo on http://127.0.0.1:8080 with its data in ./data
	./bin/traject demo

test: ## every test: Go, both stores, browser, accessibility; installs from Debian what is missing
	@scripts/benodigd
	@$(MAKE) --no-print-directory --keep-going test-go test-login test-e2e

test-go: ## only the Go tests, with the race detector and in shuffled order
	@scripts/test-go

test-login: ## only the login through a real dex, which is a module of its own
	cd e2e/_dex && go vet ./... && go test -count=1 ./...

test-e2e: build ## only the browser, accessibility and print tests, against the real binary
	@scripts/test-e2e

check: ## gofmt, vet, staticcheck, generated files, a clean tree, vulnerabilities, packaging
	@scripts/check

generate: ## write again all that is generated: pages, tables, the floor plan in docs/huis.md
	@scripts/generate

golden: ## write the expected outcomes of the golden tests again; read the diff before you commit
	go test ./kern/brief ./kern/besluit -update

bench: build ## measure; prints a table and writes bench/laatste.tsv
	go run ./bench

bench-groot: ## measure a large municipality on PostgreSQL (GROOT_OMVANG=100000); writes bench/groot-*.tsv
	go test -tags groot -run '^TestGroot$$' -v -count=1 -timeout 3h ./cmd/traject

bench-handelen: ## measure acts alone (GROOT_MOTOR=postgres, GROOT_OMVANG=20000; or a demo in GROOT_DATABASE and GROOT_DATA)
	go test -tags groot -run '^TestGrootHandelen$$' -v -count=1 -timeout 1h ./cmd/traject

bench-lijsten: ## measure every choice from the lists (on the demo in GROOT_DATABASE and GROOT_DATA)
	go test -tags groot -run '^TestGrootLijsten$$' -v -count=1 -timeout 1h ./cmd/traject

bench-duo: ## measure the exchange with DUO against the DUO of our own (DUO_DEEL=10: a tenth); writes bench/duo.tsv
	go test -tags groot -run '^TestDUOSnel$$' -v -count=1 -timeout 30m ./cmd/traject

duur: ## kill, fill and restart on purpose, as root (DUUR_KEREN=200); writes bench/duur.tsv
	go test -tags duur -run '^TestDuur$$' -v -count=1 -timeout 3h ./cmd/traject

beeld: build ## take the screenshots of README.md and the manual again (docs/beeld)
	@scripts/test-e2e beeld
