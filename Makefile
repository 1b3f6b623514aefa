# sayso: builds build/sayso and build/libsayso.{a,so}; `make help` lists the rest.

MODE ?= release
CC ?= cc
PYTHON ?= /usr/bin/python3

# ---- what a fresh Debian machine needs --------------------------------------------------------
PACKAGES_LIBRARIES := libprotobuf-c-dev zlib1g-dev libpcre2-dev libutf8proc-dev libjansson-dev
PACKAGES_BUILD := gcc make pkg-config $(PACKAGES_LIBRARIES)
PACKAGES_TEST := libcmocka-dev python3 python3-protobuf protobuf-compiler
PACKAGES_ARM64 := libc6-dev:arm64 $(PACKAGES_LIBRARIES:%=%:arm64) libcmocka-dev:arm64
PACKAGES_HOSTS := python3 python3-venv curl jq parallel maven openjdk-17-jdk-headless
PACKAGES_GENERATE := protobuf-c-compiler protobuf-compiler

# ---- flags ------------------------------------------------------------------------------------
WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla -Wundef -Wformat=2 -Wwrite-strings \
            -Wcast-qual -Wstrict-prototypes -Wmissing-prototypes
FLAGS_release := -O2 -g
FLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAGS_tsan := -O1 -g -fsanitize=thread -fno-omit-frame-pointer
FLAGS_arm64 := -O2 -g
LIBS := -lprotobuf-c -lpcre2-8 -lutf8proc -lz -ljansson -lm -lpthread
OUT := $(if $(filter release,$(MODE)),build,build/$(MODE))
CPPFLAGS_ALL = -Icore -Iplugin -Iproto/gen -D_GNU_SOURCE $(CPPFLAGS)
CFLAGS_ALL = -std=c11 $(FLAGS_$(MODE)) $(WARNINGS) $(if $(DEVELOPER),-Werror) -ffp-contract=off -fno-common -fvisibility=hidden -fPIC -pthread $(CFLAGS)
LDFLAGS_ALL := $(if $(filter release,$(MODE)),,$(FLAGS_$(MODE))) -pthread $(LDFLAGS)

# ---- sources ----------------------------------------------------------------------------------
CORE_SOURCES := $(wildcard core/*.c core/base/*.c core/text/*.c core/model/*.c core/meaning/*.c)
GENERATED_SOURCES := $(wildcard proto/gen/*.c)
PLUGIN_SOURCES := $(filter-out plugin/main.c,$(wildcard plugin/*.c plugin/format/*.c))
UNIT_TESTS := $(wildcard tests/unit/*_test.c)
objects = $(patsubst %.c,$(OUT)/obj/%.o,$(1))
CORE_OBJECTS := $(call objects,$(CORE_SOURCES))
PLUGIN_OBJECTS := $(call objects,$(PLUGIN_SOURCES) $(GENERATED_SOURCES))
UNIT_PROGRAMS := $(patsubst tests/unit/%.c,$(OUT)/tests/%,$(UNIT_TESTS))

.PHONY: all
all: setup-build
	@$(MAKE) --no-print-directory programs

.PHONY: programs
programs: $(OUT)/sayso $(OUT)/libsayso.a $(OUT)/libsayso.so

$(OUT)/sayso: $(OUT)/obj/plugin/main.o $(PLUGIN_OBJECTS) $(OUT)/libsayso.a
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

$(OUT)/libsayso.a: $(CORE_OBJECTS)
	@echo "  AR $@"
	@rm -f $@ && $(AR) rcs $@ $^

$(OUT)/libsayso.so: $(CORE_OBJECTS)
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -shared -Wl,-soname,libsayso.so.0 -o $@ $^ $(LIBS)

$(OUT)/obj/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# the network's loops are what -O3 is for
$(OUT)/obj/core/model/%.o: FLAGS_release := -O3 -g

# The weights lie in the program as they are in the files: make MODELS=fast leaves the others out.
MODELS ?= $(patsubst core/model/%.bin,%,$(wildcard core/model/*.bin))
$(OUT)/obj/core/model/builtin.o: CPPFLAGS_ALL += -DSS_FAST_WEIGHTS='"core/model/fast.bin"' \
    $(if $(filter accurate,$(MODELS)),-DSS_ACCURATE_WEIGHTS='"core/model/accurate.bin"')
$(OUT)/obj/core/model/builtin.o: $(MODELS:%=core/model/%.bin) $(OUT)/models

# changes when MODELS does
$(OUT)/models: always
	@mkdir -p $(@D)
	@echo '$(MODELS)' | cmp -s - $@ || echo '$(MODELS)' > $@
.PHONY: always

# so do the program's own rules
$(OUT)/obj/core/meaning/rules_builtin.o: CPPFLAGS_ALL += -DSS_RULES_FILE='"core/meaning/lists/credits.rules"'
$(OUT)/obj/core/meaning/rules_builtin.o: core/meaning/lists/credits.rules

# and what was learned about speakers
$(OUT)/obj/core/meaning/speaker_weights.o: CPPFLAGS_ALL += -DSS_SPEAKERS_FILE='"core/meaning/speakers.bin"'
$(OUT)/obj/core/meaning/speaker_weights.o: core/meaning/speakers.bin

# protobuf-c's own style is not ours to judge
$(OUT)/obj/proto/gen/%.o: WARNINGS :=

$(OUT)/tests/%: $(OUT)/obj/tests/unit/%.o $(PLUGIN_OBJECTS) $(OUT)/libsayso.a
	@mkdir -p $(@D)
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ -lcmocka $(LIBS)

# ---- the conformance runner: it knows the schema, and nothing of core/ and plugin/ -----------------
RUNNER_OBJECTS := $(call objects,$(filter-out conformance/runner/main.c,$(wildcard conformance/runner/*.c)) $(GENERATED_SOURCES))
RUNNER_LIBS := -lprotobuf-c -lz -ljansson -lutf8proc
CONFORMANCE = $(OUT)/sayso-conformance --with-options --enforce-recommended --failure-list=conformance/failures.txt
$(OUT)/obj/conformance/%.o: CPPFLAGS_ALL = -Iproto/gen -D_GNU_SOURCE $(CPPFLAGS)
$(OUT)/obj/tests/unit/conformance_%.o: CPPFLAGS_ALL = -Iproto/gen -Iconformance -D_GNU_SOURCE $(CPPFLAGS)

$(OUT)/sayso-conformance: $(OUT)/obj/conformance/runner/main.o $(RUNNER_OBJECTS)
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(RUNNER_LIBS)

$(OUT)/tests/conformance_%: $(OUT)/obj/tests/unit/conformance_%.o $(RUNNER_OBJECTS)
	@mkdir -p $(@D)
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ -lcmocka $(RUNNER_LIBS)

# The suite against the program itself; what it gets wrong is named in conformance/failures.txt.
.PHONY: conformance
conformance: programs $(OUT)/sayso-conformance
	$(CONFORMANCE) -- $(OUT)/sayso --stdio

# what the network sees of a text, and what it reads in contents, for training
$(OUT)/train-%: $(OUT)/obj/core/train/%.o $(filter-out $(OUT)/obj/core/model/builtin.o $(OUT)/obj/core/sayso%.o,$(CORE_OBJECTS))
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

# whom the resolver takes mentions for, for training and measuring
$(OUT)/train-clusters: $(OUT)/obj/core/train/speakers/clusters.o $(OUT)/libsayso.a
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

# ---- set-up -----------------------------------------------------------------------------------
.PHONY: setup-build setup-test
setup-build:
	@.ci/setup $(PACKAGES_BUILD)
setup-test:
	@.ci/setup $(PACKAGES_BUILD) $(PACKAGES_TEST)

# ---- what a person runs -------------------------------------------------------------------------
.PHONY: demo
demo: all
	build/sayso --format=text conformance/cases/documents/nato/input.txt

.PHONY: test
test: setup-test
	@$(MAKE) --no-print-directory programs unit-programs seeds
	@$(MAKE) --no-print-directory MODE=asan programs unit-programs replay-programs
	$(PYTHON) tests/run.py --unit $(UNIT_PROGRAMS) $(patsubst build/%,build/asan/%,$(UNIT_PROGRAMS)) \
	  --also "$(PYTHON) tests/lint.py" \
	  --also "$(CONFORMANCE) -- build/sayso --stdio" \
	  $(foreach one,$(FUZZERS),--also "build/asan/fuzz/$(one) build/seeds/$(one)") \
	  --also "$(PYTHON) tests/blackbox/run.py build/sayso"

# The adapters against the real hosts, which come from the registries: make test-hosts [PARTS="python recipes spark tika solr"]
.PHONY: test-hosts
test-hosts:
	@.ci/setup $(PACKAGES_BUILD) $(PACKAGES_HOSTS)
	@$(MAKE) --no-print-directory programs
	$(PYTHON) tests/hosts/run.py build/sayso $(PARTS)

# ---- fuzzing: replayed over seeds as ordinary tests, run with libFuzzer by hand --------------------
FUZZERS := $(patsubst tests/fuzz/%_fuzz.c,%,$(wildcard tests/fuzz/*_fuzz.c))
REPLAYS := $(FUZZERS:%=build/asan/fuzz/%)
SECONDS ?= 60
$(OUT)/obj/tests/%.o: CPPFLAGS_ALL += -Itests

$(OUT)/fuzz/%: $(OUT)/obj/tests/fuzz/%_fuzz.o $(OUT)/obj/tests/fuzz/replay.o $(PLUGIN_OBJECTS) $(OUT)/libsayso.a
	@mkdir -p $(@D)
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

.PHONY: replay-programs
replay-programs: $(FUZZERS:%=$(OUT)/fuzz/%)

$(OUT)/hostile-text: $(OUT)/obj/tests/bench/hostile_text.o
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^

.PHONY: seeds
seeds: programs $(OUT)/hostile-text $(OUT)/sayso-conformance
	$(PYTHON) tests/fuzz/seeds.py build/seeds build/sayso build/hostile-text build/sayso-conformance

.PHONY: fuzz
fuzz: seeds
	@.ci/setup clang libclang-rt-14-dev
	@$(MAKE) --no-print-directory CC=clang MODE=fuzz fuzz-programs
	for one in $(FUZZERS); do mkdir -p build/found/$$one; \
	  build/fuzz/fuzzers/$$one -max_total_time=$(SECONDS) -timeout=20 -max_len=4096 -artifact_prefix=build/found/ build/found/$$one build/seeds/$$one || exit 1; done

.PHONY: fuzz-programs
fuzz-programs: $(FUZZERS:%=$(OUT)/fuzzers/%)
$(OUT)/fuzzers/%: $(OUT)/obj/tests/fuzz/%_fuzz.o $(PLUGIN_OBJECTS) $(OUT)/libsayso.a
	@mkdir -p $(@D)
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# Texts made to be slow against prose of the same size: make bench-hostile [BYTES=16777216]
BYTES ?= 16777216
.PHONY: bench-hostile
bench-hostile: programs $(OUT)/hostile-text
	$(PYTHON) tests/bench/hostile.py --program build/sayso --text build/hostile-text --bytes $(BYTES)

# What takes long or another machine's code: threads under ThreadSanitizer, and 64-bit ARM under qemu with the bytes
# that this machine gives. Adds the architecture arm64 to dpkg.
.PHONY: check-deep
check-deep: setup-test programs
	dpkg --add-architecture arm64
	@.ci/setup gcc-aarch64-linux-gnu qemu-user $(PACKAGES_ARM64)
	@$(MAKE) --no-print-directory MODE=tsan programs
	@$(MAKE) --no-print-directory MODE=arm64 CC=aarch64-linux-gnu-gcc programs build/arm64/tests/kernel_test build/arm64/tests/transformer_test
	qemu-aarch64 build/arm64/tests/kernel_test
	qemu-aarch64 build/arm64/tests/transformer_test
	$(PYTHON) tests/deep.py build/sayso qemu-aarch64 build/arm64/sayso
	TSAN_OPTIONS=halt_on_error=1 setarch -R $(PYTHON) tests/blackbox/run.py build/tsan/sayso protocol_workers command_jobs

.PHONY: unit-programs
unit-programs: $(UNIT_PROGRAMS)

.PHONY: lint
lint:
	$(PYTHON) tests/lint.py

.PHONY: generate
generate:
	@.ci/setup $(PACKAGES_GENERATE)
	protoc-c --proto_path=proto --c_out=proto/gen sayso.proto
	$(PYTHON) core/train/lexeme_tables.py
	$(PYTHON) conformance/rules.py

# Figures on a corpus of texts and attributions: make accuracy SHARED=... [CORPUS=polnear/dev] [MODEL=accurate], beside
# those of the last release; how often records of a confidence are right: make calibration
SHARED ?= ../shared
CORPUS ?= polnear/dev
MODEL ?= fast
.PHONY: accuracy calibration
accuracy: programs
	$(PYTHON) core/train/accuracy.py --shared $(SHARED) --corpus $(CORPUS) --program build/sayso --option=--model=$(MODEL) --breakdown
calibration: programs
	$(PYTHON) core/train/calibration.py --shared $(SHARED) --corpus $(CORPUS) --program build/sayso --option=--model=$(MODEL)

# Whom pronouns and nominals are taken for, against GAP and GUM: make accuracy-gap accuracy-speakers SHARED=... The second
# measures each fold with weights that never saw it; they are learned once, into build/speakers, and with them
# core/meaning/speakers.bin: make speakers-weights TRAIN_PYTHON=core/train/.venv/bin/python SHARED=...
TRAIN_PYTHON ?= core/train/.venv/bin/python
.PHONY: accuracy-gap accuracy-speakers speakers-weights
accuracy-gap: $(OUT)/train-clusters
	$(PYTHON) core/train/speakers/measure.py gap --shared $(SHARED) --program $<
accuracy-speakers: $(OUT)/train-clusters
	@test -e build/speakers/fold-4.bin || $(MAKE) --no-print-directory speakers-weights
	$(PYTHON) core/train/speakers/measure.py speakers --shared $(SHARED) --program $< --folds build/speakers
speakers-weights: $(OUT)/train-clusters $(OUT)/train-features
	$(TRAIN_PYTHON) core/train/speakers/train.py --shared $(SHARED) --program $< --features $(OUT)/train-features \
	  --work build/speakers --out core/meaning/speakers.bin

BENCH_FILES ?= $(wildcard conformance/cases/documents/*/input.txt)
$(OUT)/bench: $(call objects,tests/bench/bench.c tests/bench/ceiling.c) $(OUT)/libsayso.a
	@echo "  LD $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

# Words a second by stage, beside an int8 ceiling and the npm package compromise, which finds quotation marks alone.
COMPROMISE := compromise@14.14.4
.PHONY: bench
bench: $(OUT)/bench
	@command -v npm >/dev/null || .ci/setup nodejs npm
	@mkdir -p build/npm && npm install --silent --no-audit --no-fund --prefix build/npm $(COMPROMISE)
	$(OUT)/bench --model $(MODEL) $(BENCH_FILES)
	node tests/bench/compromise.mjs build/npm $(BENCH_FILES)

# Instructions by stage on the plain kernel.
.PHONY: bench-instructions
bench-instructions: programs
	@command -v callgrind_annotate >/dev/null || .ci/setup valgrind
	$(PYTHON) tests/bench/instructions.py build/sayso $(BENCH_FILES)

.PHONY: clean
clean:
	rm -rf build

-include $(shell find build -name '*.d' 2>/dev/null)
