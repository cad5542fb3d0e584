# What a user and the checks call. On a fresh Debian machine with Swift, `make pack` and `make test`
# do everything; the other targets are their parts.

SHELL := /bin/bash
SAMPLE ?= Samples/cum-thi-dua-1
PERIOD ?= 2022-H1
GIAOBAN := .build/release/giaoban

# To build: the drawing libraries. To draw: the fonts. To test: tools that read what was written.
BUILD_PACKAGES := libcairo2-dev libpango1.0-dev libpng-dev libqpdf-dev libisal-dev libxml2-dev libzip-dev \
	libxlsxwriter-dev nettle-dev libsodium-dev pkg-config fonts-inter fonts-noto-core fonts-dejavu-core fonts-liberation
TEST_PACKAGES := openssl libsqlite3-dev poppler-utils qpdf pngcheck libxml2-utils python3-docx python3-openpyxl \
	python3-jsonschema python3-yaml python3-pypdf unzip
# To open what was written as its readers do.
APP_PACKAGES := libreoffice-writer libreoffice-calc libreoffice-impress chromium poppler-utils python3-openpyxl
# To package, and to try the package in a clean system.
PACKAGING_PACKAGES := dpkg-dev binutils python3 gzip xz-utils
DEB_TEST_PACKAGES := debootstrap
# A server for the tests of databases.
DATABASE_PACKAGES := postgresql postgresql-client libpq5
# To time the peers, whose Python packages go into a virtual environment.
BENCH_PACKAGES := gnuplot-nox valgrind python3-venv binutils mawk gcc libc6-dev
BREW_PACKAGES := cairo pango libpng isa-l nettle libsodium libxml2 libzip libxlsxwriter pkg-config poppler qpdf pngcheck

.PHONY: help deps deps-test build page install deb pack pack-province test test-database test-page test-library test-deb docs bench growth bench-database fuzz pollock faults nation test-sanitize check-apps lint format gallery golden template pictures clean

help:
	@echo "make pack            install what is missing, build, make the pack and the report of the sample"
	@echo "make pack-province   the same for the sample with four clusters"
	@echo "make test            install what is missing, build, run every test"
	@echo "make test-database   install PostgreSQL, start a server on loopback, run the tests that need one, stop it"
	@echo "make page            build what \"giaoban serve\" starts"
	@echo "make install         put the programs, manual pages and completions under PREFIX (/usr/local)"
	@echo "make deb             build a Debian package into Output"
	@echo "make test-deb        install it into a clean Debian 12 and make the sample's pack there (needs root)"
	@echo "make test-page       drive the page in Chromium, from dropped tables to a filled report"
	@echo "make test-library    build a package of one's own on the libraries, and run it"
	@echo "make docs            write the documentation of the libraries into Output/docs, with DocC"
	@echo "make bench           time Giaoban beside DuckDB, Polars, mawk, a loop in C, gnuplot, Vega and others"
	@echo "make growth          count how the work of commands grows with a project, and fail where it is steep"
	@echo "make bench-database  time reading and folding ten million rows of PostgreSQL beside libpq alone and bare SQL"
	@echo "make fuzz SECONDS=60 feed every reader with inputs that reach new code, so long each"
	@echo "make pollock POLLOCK=...  score the reader of CSV on a checkout of the Pollock benchmark"
	@echo "make test-sanitize   the tests with memory and threads checked"
	@echo "make nation          check, tally and pack a project as large as a nation"
	@echo "make faults          the tests of faults and of generated input, ten times as long, with other input"
	@echo "make check-apps      open the report, workbook, form and page in LibreOffice and Chromium"
	@echo "make lint            check formatting and style"
	@echo "make format          format the sources"
	@echo "make gallery         draw an example of every kind of chart into Output/gallery"
	@echo "make template        write the template of the sample's report anew"
	@echo "make pictures        draw the pictures of the README anew"
	@echo "make golden          draw the golden images and scenes anew; look at them before committing"

# $(call ensure,packages): installs Debian packages that are not there, or says how to; ends with an error where
# that fails. Whoever else installs packages at the time is waited for.
define ensure
@set -e -o pipefail; \
if [ "$$(uname)" = Darwin ]; then \
	command -v brew >/dev/null || { echo "install Homebrew, then run make again" >&2; exit 1; }; \
	brew list $(BREW_PACKAGES) >/dev/null 2>&1 || brew install $(BREW_PACKAGES); \
	brew list --cask font-inter >/dev/null 2>&1 || brew install --cask font-inter; \
	exit; \
fi; \
missing=; \
for package in $(1); do \
	dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' \
		|| missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
	if [ "$$(id -u)" = 0 ]; then \
		export DEBIAN_FRONTEND=noninteractive; \
		wait="-o DPkg::Lock::Timeout=600"; \
		{ apt-get $$wait update -qq && apt-get $$wait install -y -qq --no-install-recommends $$missing; } >&2 || { \
			echo "These packages could not be installed:$$missing. Mend what apt-get says above, then run make again." >&2; \
			exit 1; \
		}; \
	else \
		echo "These packages are missing. Install them, then run make again:" >&2; \
		echo "    sudo apt-get install$$missing" >&2; \
		exit 1; \
	fi; \
fi; \
command -v swift >/dev/null || { echo "Swift 6.1 or later is needed: swift.org/install" >&2; exit 1; }
endef

deps:
	$(call ensure,$(BUILD_PACKAGES))

deps-test:
	$(call ensure,$(BUILD_PACKAGES) $(TEST_PACKAGES))

# The standard library is linked in where that is possible: the program starts faster, and runs on machines
# without Swift.
STATIC := $(if $(filter Linux,$(shell uname)),--static-swift-stdlib)

build: deps
	swift build -c release --product giaoban $(STATIC)

# The page, a program of its own beside the other: the HTTP library that it stands on takes minutes to build.
page: build
	swift build -c release --product giaoban-page $(STATIC)

VERSION := $(shell sed -n 's/.*current = "\(.*\)"/\1/p' Sources/Reporting/GiaobanVersion.swift)
PREFIX ?= /usr/local

install: page
	$(call ensure,$(BUILD_PACKAGES) $(PACKAGING_PACKAGES))
	Sources/Packaging/install.sh .build/release $(DESTDIR)$(PREFIX) $(VERSION) $$(date -u +%Y-%m-%d)

deb: page
	$(call ensure,$(BUILD_PACKAGES) $(PACKAGING_PACKAGES))
	Sources/Packaging/deb.sh .build/release Output

# The package again from the same programs, byte for byte; then its installation in a clean Debian.
test-deb: deb
	$(call ensure,$(BUILD_PACKAGES) $(DEB_TEST_PACKAGES))
	@rm -rf .build/deb-again && Sources/Packaging/deb.sh .build/release .build/deb-again >/dev/null
	cmp Output/giaoban_$(VERSION)_*.deb .build/deb-again/giaoban_$(VERSION)_*.deb
	Tests/Package/deb.sh Output/giaoban_$(VERSION)_*.deb .build/debian12

pack: build
	@$(GIAOBAN) pack $(SAMPLE) --period $(PERIOD)
	@if [ -f $(SAMPLE)/bao-cao.docx ]; then \
		$(GIAOBAN) attach $(SAMPLE)/bao-cao.docx --pack Output/$(PERIOD) \
			-o Output/bao-cao-$(PERIOD).docx; \
	fi

pack-province: build
	@$(GIAOBAN) pack Samples/toan-tinh --period $(PERIOD) -o Output/toan-tinh-$(PERIOD)

test: deps-test
	swift test

# The four libraries from outside: a package of its own that draws a kind of chart of its own and reads the sample.
test-library: deps
	swift build --package-path Samples/library --scratch-path .build/library
	@mkdir -p Output/library
	.build/library/debug/Trips Samples/cum-thi-dua-1 Output/library
	@test -s Output/library/trips.png -a -s Output/library/trips.svg -a -s Output/library/ranked.png

# What programmers read of the four libraries, as a web site each: every public symbol, without a warning.
LIBRARIES := Charting CairoRenderer ClusterMetrics Workspace
docs: deps
	@for library in $(LIBRARIES); do \
		mkdir -p .build/symbols/$$library Output/docs; \
		swift build --target $$library -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir \
			-Xswiftc .build/symbols/$$library --scratch-path .build/docs >/dev/null || exit 1; \
		find .build/symbols/$$library -name '*.symbols.json' ! -name "$$library*.symbols.json" -delete; \
		docc convert Sources/$$library/$$library.docc --additional-symbol-graph-dir .build/symbols/$$library \
			--fallback-display-name $$library --fallback-bundle-identifier giaoban.$$library \
			--warnings-as-errors --output-path Output/docs/$$library || exit 1; \
		echo "Output/docs/$$library"; \
	done

# Reading from PostgreSQL: a server of its own on loopback, which is stopped at the end.
test-database: deps-test
	$(call ensure,$(DATABASE_PACKAGES))
	Tests/Database/serve.sh swift test --filter DatabaseTests

# The page as an officer uses it, in Chromium: every step in both languages, at the sizes of a desk and a phone, held
# against WCAG 2.2 AA by axe. Pictures of every step stay in Output/page.
PAGE_PYTHON := .build/page/bin/python
test-page: page
	$(call ensure,$(BUILD_PACKAGES) chromium python3-venv)
	@test -x $(PAGE_PYTHON) || python3 -m venv .build/page
	@$(PAGE_PYTHON) -c "import playwright, axe_playwright_python, docx, openpyxl" 2>/dev/null \
		|| $(PAGE_PYTHON) -m pip install -q playwright axe-playwright-python python-docx openpyxl
	$(PAGE_PYTHON) Tests/Page/story.py $(GIAOBAN) Output/page

# Giaoban beside what its users would pick instead; `make bench BENCH=--full` tallies ten million rows.
bench: build
	$(call ensure,$(BUILD_PACKAGES) $(BENCH_PACKAGES))
	swift build -c release --product Benchmarks $(STATIC)
	python3 Tests/Benchmarks/bench.py .build/bench $(GIAOBAN) .build/release/Benchmarks $(BENCH)

# How cost grows with a project, held by counts of instructions.
growth: build
	$(call ensure,$(BUILD_PACKAGES) $(BENCH_PACKAGES))
	python3 Tests/Benchmarks/growth.py .build/growth $(GIAOBAN)

# A table of ten million rows read and folded, beside libpq alone and the bare statement; `ROWS=1000000` takes fewer.
ROWS := 10000000
bench-database: build
	$(call ensure,$(BUILD_PACKAGES) $(DATABASE_PACKAGES) libpq-dev)
	Tests/Database/serve.sh python3 Tests/Benchmarks/database.py $(GIAOBAN) $(ROWS)

# How well damaged CSV files are read: `make pollock POLLOCK=checkout`, of
# github.com/HPI-Information-Systems/Pollock with its files generated.
pollock: deps
	@test -d "$(POLLOCK)/polluted_files/csv" || { echo "make pollock POLLOCK=checkout of the benchmark"; exit 2; }
	GIAOBAN_POLLOCK="$(POLLOCK)" GIAOBAN_POLLOCK_ROWS=$$PWD/.build/pollock.jsonl swift test --filter PollockTests
	python3 Tests/Pollock/score.py "$(POLLOCK)" .build/pollock.jsonl

# Coverage-guided fuzzing of every reader; a crash is left in .build-fuzz/crashes, and becomes a test.
SECONDS ?= 60
FUZZ_TARGETS ?= csv sheet xlsx yaml roster submissions tables grid markup appendix document docx
fuzz: build
	GIAOBAN_FUZZ=1 swift build -c release --product Fuzz --scratch-path .build-fuzz \
		-Xswiftc -sanitize=fuzzer -Xswiftc -parse-as-library \
		-Xswiftc -Xclang-linker -Xswiftc -fuse-ld=lld
	@$(GIAOBAN) pack Samples/cum-thi-dua-1 --period 2022-H1 --only png -o .build-fuzz/pack >/dev/null
	@mkdir -p .build-fuzz/crashes
	@for target in $(FUZZ_TARGETS); do \
		export SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$$target FUZZ_PACK=$$PWD/.build-fuzz/pack; \
		corpus=.build-fuzz/corpus/$$target; \
		.build-fuzz/release/Fuzz seeds $$corpus; \
		echo "$$target:"; \
		.build-fuzz/release/Fuzz $$corpus -max_total_time=$(SECONDS) -max_len=65536 -timeout=20 \
			-rss_limit_mb=1024 -dict=$$corpus.dict -artifact_prefix=.build-fuzz/crashes/$$target- \
			-print_final_stats=1 -verbosity=0 2>&1 | grep -E "stat::(number|average|peak)|ERROR|SUMMARY|Test unit"; \
	done
	@ls .build-fuzz/crashes | grep . && exit 1 || echo "no crash"

# The tests of faults with a hundred kills, ten times as many mutations and charts, a thousand projects and
# three thousand tables; what is generated begins elsewhere every time.
faults: deps-test
	GIAOBAN_SEARCH=1 GIAOBAN_KILLS=100 GIAOBAN_MUTATIONS=10 GIAOBAN_CHARTS=20 GIAOBAN_PROJECTS=1000 \
		GIAOBAN_TABLES=3000 \
		swift test --filter "FaultTests|MutationTests|RuleTests|DifferentialTests|July2025Tests|CSVTests|RegisterTests|GeneratedTableTests"

# All tests but those of kills and of generated charts with every access to memory checked, one after the
# other, because everything takes ten times as long; the commands with leaks looked for; the tests again with
# every pair of threads checked.
SANITIZED := --no-parallel --skip "RuleTests|FaultTests|watch"
test-sanitize: deps-test
	ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --scratch-path .build-asan $(SANITIZED)
	Tests/check-leaks.sh .build-asan/debug/giaoban
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/tsan.supp \
		swift test --sanitize=thread --scratch-path .build-tsan $(SANITIZED)

# A project as large as a nation, checked, tallied and packed, with time and memory.
nation: build
	$(call ensure,$(BUILD_PACKAGES) time)
	python3 Tests/Scale/nation.py .build/nation $(or $(MILLIONS),20)
	@for command in check "tally --period 2022-H1 --by cluster --format csv" "pack --period 2022-H1 -o .build/nation-pack"; do \
		set -- $$command; first=$$1; shift; echo "$$first:"; \
		/usr/bin/time -f "%e s, %M KiB" $(GIAOBAN) $$first .build/nation $$@ | tail -n 1; \
	done

check-apps: build
	$(call ensure,$(APP_PACKAGES))
	Tests/check-apps.sh $(GIAOBAN) Output/check-apps

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Samples

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests Samples

# Every kind of chart into Output/gallery, and the sheet of the README.
gallery: deps
	swift build -c release --product DrawGallery $(STATIC)
	.build/release/DrawGallery Output/gallery Samples/pictures/gallery.png \
		Samples/gallery/README.md

# The template of the sample's report, written by python-docx.
template:
	$(call ensure,python3-docx)
	/usr/bin/python3 Samples/bao-cao.py

pictures: build
	$(GIAOBAN) chart Samples/cum-thi-dua-1 --kind ranked --indicator dialogues --period 2022-H1 \
		--dpi 150 -o Samples/pictures/ranked.png
	$(GIAOBAN) pack Samples/cum-thi-dua-1 --period 2022-H1
	pdftoppm -r 100 -f 1 -l 1 -singlefile -png Output/2022-H1/pack.pdf Samples/pictures/cover

golden: deps-test
	GIAOBAN_RENEW_GOLDEN=1 swift test --filter "golden"

clean:
	rm -rf .build .build-fuzz .build-asan .build-tsan Output/gallery Output/page Output/2* Output/*.docx Output/check-apps Output/forms-*
