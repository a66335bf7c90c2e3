# What people type. What builds stands in CMakeLists.txt. Needs: script/deps (Debian packages).
BUILD ?= build
JOBS ?= $(shell nproc)
PREFIX ?= /usr/local
SHELL := /bin/bash
D := $(BUILD)/bin/dragoman

.PHONY: all test check-all asan tsan fuzz check-arm lint accept coverage eval eval-parse eval-own bench fmt fmt-lexicon install clean
all: $(BUILD)/build.ninja
	@cmake --build $(BUILD) -j $(JOBS)

$(BUILD)/build.ninja:
	@cmake -S . -B $(BUILD) -G Ninja -DCMAKE_INSTALL_PREFIX=$(PREFIX) $(CMAKE_FLAGS) >/dev/null

test: all ## all tests, under two minutes; ends in "N passed, N failed"
	@script/run-tests $(BUILD)

# The long tests: sanitizers, threads, every fuzz target 60 s (FUZZ_SECONDS), failing allocations, the parser on AArch64.
check-all: asan tsan fuzz check-arm

asan:
	@$(MAKE) --no-print-directory test BUILD=build-asan CMAKE_FLAGS="-DCMAKE_BUILD_TYPE=Debug -DDRAGOMAN_SANITIZE=address,undefined -DCMAKE_C_FLAGS=-O1"

tsan:
	@$(MAKE) --no-print-directory all BUILD=build-tsan CMAKE_FLAGS="-DCMAKE_BUILD_TYPE=Debug -DDRAGOMAN_SANITIZE=thread -DCMAKE_C_FLAGS=-O1"
	@build-tsan/bin/dragoman code -j 8 examples/articles.jsonl > build-tsan/8.jsonl
	@build-tsan/bin/dragoman code -j 1 examples/articles.jsonl > build-tsan/1.jsonl
	@cmp build-tsan/1.jsonl build-tsan/8.jsonl && echo "threads: no race, the same bytes"

fuzz:
	@script/fuzz build-fuzz $${FUZZ_SECONDS:-60}

check-arm: ## the parser cross-compiled and run under QEMU
	@script/check-arm

lint:
	@script/lint $(BUILD)

accept: all ## rewrites what is expected: the cases, the golden records, the examples that fail, the outputs in the pages
	@$(BUILD)/tests/test-run-cases --accept $(BUILD)/data tests/cases
	@tests/golden/golden-test.py $(BUILD) --accept
	@tests/lexicon-test.py $(BUILD) --accept
	@tests/docs-test.py $(BUILD) --accept

coverage: all ## which codes of CAMEO and PLOVER our own sentences reach
	@script/coverage $(BUILD)

eval: all ## scores every development set
	@script/eval $(BUILD)

SIZE ?= accurate
eval-parse: all ## scores tags, trees, names, tokens, sentences by treebank and genre (SIZE=fast: the other model)
	@python3 train/eval_parse.py --treebanks $${DRAGOMAN_TREEBANKS:-../shared/treebanks} --program $(D) --size $(SIZE) --genres

eval-own: all ## scores the project's own annotation (SPLIT=dev; SPLIT=measure: totals only, never for tuning)
	@annotation/score.py $(BUILD) $(or $(SPLIT),dev)

bench: all
	@script/bench $(BUILD)

fmt:
	@clang-format -i $$(git ls-files 'src/*.c' 'src/*.h' 'cli/*.c' 'cli/*.h' 'include/*.h' 'tests/*.c' 'tests/*.h' 'fuzz/*.c' 'fuzz/*.h' 'examples/*.c')

fmt-lexicon:
	@script/fmt-lexicon lexicon

install: all
	@cmake --install $(BUILD)

clean:
	@rm -rf build build-asan build-tsan build-fuzz build-arm
