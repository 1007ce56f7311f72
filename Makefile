# guidestock. The README's two commands are `make run` and `make check`; `make` alone builds and installs nothing.
# CFLAGS and LDFLAGS are the user's to add to; BUILD is where everything made goes.
CC       = gcc
BUILD    = build
PREFIX   = /usr/local
JOBS     = $(shell nproc)
CFLAGS   = -O2 -g

STD      = -std=c11 -D_GNU_SOURCE -I.
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wformat=2 -Wstrict-prototypes -Wvla -Wno-missing-field-initializers -Werror
HARDEN   = -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fPIE
LINK     = -pie -Wl,-z,relro,-z,now,--as-needed
LIBS     = -lhpdf -lzint -lfribidi -lcsv -ljansson -lsqlite3 -lsodium

# The package list: what building and running takes, and what the tests take beside it. libical (meetings for calendar
# programs) is opened when it is needed, base/ics.c says why: it is not linked.
PACKAGES       = gcc make libc6-dev libsqlite3-dev libhpdf-dev libcsv-dev libjansson-dev libzint-dev libfribidi-dev \
                 libsodium-dev libical-dev fonts-noto-core fonts-nanum fonts-cwtex-yen fonts-farsiweb
CHECK_PACKAGES = $(PACKAGES) check pkg-config libfreetype-dev sqlite3 poppler-utils zbar-tools python3 \
                 python3-icalendar faketime util-linux mandoc clang libclang-rt-14-dev clang-tidy clang-format \
                 cppcheck valgrind

# The rooms, in the order in which they may include each other (scripts/layers.py); the first two are the core.
CORE_ROOMS = base compliance
ROOMS    = $(CORE_ROOMS) catalog inventory office maintenance forms door cli
sources  = $(sort $(shell find $(1) -name '*.c'))
CORE     = $(call sources,$(CORE_ROOMS))
SOURCES  = $(call sources,$(ROOMS))
EXAMPLE  = tests/example_core.c
TESTS    = $(filter-out $(EXAMPLE) tests/bench/%,$(call sources,tests))
objects  = $(patsubst %.c,$(BUILD)/%.o,$(1))
FORMATTED = $(SOURCES) $(call sources,tests) $(sort $(shell find $(ROOMS) tests -name '*.h'))
CORE_O   = $(call objects,$(CORE)) $(BUILD)/schema.o
ROOMS_O  = $(call objects,$(filter-out $(CORE) cli/main.c,$(SOURCES)))

.PHONY: all deps check-deps run check check-days check-model check-crash check-flips layers sanitize valgrind lint \
        format bench coverage sabotage install clean
all: $(BUILD)/guidestock $(BUILD)/libcompliance.a

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(STD) $(WARN) $(HARDEN) $(CFLAGS) $(EXTRA) -MMD -MP -c -o $@ $<

# The migrations become bytes in the program: no file has to be found at run time.
$(BUILD)/schema.c: scripts/schema.sh $(wildcard schema/*.sql)
	@mkdir -p $(@D)
	sh scripts/schema.sh schema/*.sql >$@.new && mv $@.new $@
$(BUILD)/schema.o: $(BUILD)/schema.c
	$(CC) $(STD) $(WARN) $(HARDEN) $(CFLAGS) -c -o $@ $<

# The core: what a sibling tool links.
$(BUILD)/libcompliance.a: $(CORE_O)
	@rm -f $@
	ar rcs $@ $^
$(BUILD)/guidestock: $(BUILD)/cli/main.o $(ROOMS_O) $(BUILD)/libcompliance.a
	$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)
$(BUILD)/tests/all: $(call objects,$(TESTS)) $(ROOMS_O) $(BUILD)/libcompliance.a
	$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS) $$(pkg-config --libs check freetype2)
$(BUILD)/tests/%.o: EXTRA = $$(pkg-config --cflags check freetype2)

# A program of another's making: the core alone, without the libraries of paper.
$(BUILD)/tests/example_core: $(call objects,$(EXAMPLE)) $(BUILD)/libcompliance.a
	$(CC) $(LINK) $(LDFLAGS) -o $@ $^ -lcsv -ljansson -lsqlite3 -lsodium

deps:
	@sh scripts/deps.sh $(PACKAGES)
check-deps:
	@sh scripts/deps.sh $(CHECK_PACKAGES)

run: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@sh scripts/run.sh $(BUILD)

# T names a suite, a whole-process file or a room: make check T=shelf/ledger, T=cli/year, T=base.
check: check-deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all $(BUILD)/tests/all $(BUILD)/tests/example_core
	@[ -n '$(T)' ] || $(MAKE) --no-print-directory -s layers
	@[ -n '$(T)' ] || $(BUILD)/tests/example_core >$(BUILD)/example.out || { echo "example_core failed" >&2; exit 1; }
	@bash tests/run.sh $(BUILD) $(T)

# All tests (T as above) under a faked clock, on the days that tests/days.sh lists, or DAYS="2026-12-09 2027-03".
check-days: check-deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all $(BUILD)/tests/all
	@T='$(T)' bash tests/days.sh $(BUILD) $(DAYS)

# The long forms of what `make check` does in short; each prints its figure.
check-model: check-deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(BUILD)/tests/all
	@MODEL_STEPS=$${MODEL_STEPS:-1000000} $(BUILD)/tests/all shelf/ledger_model
check-flips: check-deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(BUILD)/tests/all
	@FLIPS=$${FLIPS:-1000} $(BUILD)/tests/all maintenance/verify_flip
check-crash: check-deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@bash tests/cli/crash.sh $(BUILD)/guidestock $${KILLS:-1000}

layers:
	@python3 scripts/layers.py

# The same tests under the sanitizers, without fork so that leaks are seen.
sanitize: check-deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=$(BUILD)/sanitize HARDEN= LINK= CC=clang \
	  CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' \
	  LDFLAGS='-fsanitize=address,undefined' $(BUILD)/sanitize/tests/all $(BUILD)/sanitize/guidestock
	@CK_FORK=no bash tests/run.sh $(BUILD)/sanitize

# The suites of BUILD/tests/all under valgrind, T as above. A child that a test kills has nothing to report.
valgrind: check-deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all $(BUILD)/tests/all
	@CK_FORK=no MODEL_STEPS=300 \
	  TEST_UNDER='valgrind -q --error-exitcode=1 --leak-check=full --child-silent-after-fork=yes' \
	  bash tests/run.sh $(BUILD) $(or $(T),$$($(BUILD)/tests/all --list))

lint: check-deps
	@clang-format --dry-run -Werror $(FORMATTED) || { echo 'lint: run make format' >&2; exit 1; }
	@sh scripts/lint.sh $(BUILD)/lint '$(STD) $(WARN)' $(SOURCES)

format:
	clang-format -i $(FORMATTED)

bench: check-deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@bash tests/bench/run.sh $(BUILD)

coverage: check-deps
	@sh scripts/deps.sh gcovr
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=$(BUILD)/coverage HARDEN= LINK= CFLAGS='-O0 -g --coverage' \
	  LDFLAGS=--coverage $(BUILD)/coverage/tests/all $(BUILD)/coverage/guidestock
	@sh scripts/coverage.sh $(BUILD)/coverage

sabotage: check-deps
	@bash tests/sabotage/run.sh $(BUILD)

$(BUILD)/guidestock.1: $(BUILD)/guidestock
	$(BUILD)/guidestock help --man >$@
install: all $(BUILD)/guidestock.1
	install -D -m 755 $(BUILD)/guidestock $(DESTDIR)$(PREFIX)/bin/guidestock
	install -D -m 644 $(BUILD)/guidestock.1 $(DESTDIR)$(PREFIX)/share/man/man1/guidestock.1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(BUILD)/guidestock completion bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/guidestock
	$(BUILD)/guidestock completion zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_guidestock
	$(BUILD)/guidestock completion fish >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/guidestock.fish
	install -D -m 644 $(BUILD)/libcompliance.a $(DESTDIR)$(PREFIX)/lib/libcompliance.a
	for header in $$(find $(CORE_ROOMS) -name '*.h'); do \
	  install -D -m 644 $$header $(DESTDIR)$(PREFIX)/include/guidestock/$$header || exit 1; done

clean:
	rm -rf $(BUILD)

-include $(patsubst %.o,%.d,$(call objects,$(SOURCES) $(TESTS) $(EXAMPLE)))
