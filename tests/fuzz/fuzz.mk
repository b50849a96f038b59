# SPDX-FileCopyrightText: The assay authors
# SPDX-License-Identifier: MIT

# The fuzzer, built and run; `make fuzz` calls this with what it knows:
#   srcdir SOURCES CPPFLAGS LIBS   of the program
#   CLANG FUZZ_TIME FUZZ_ONLY      the compiler, seconds a target, its names

FUZZ_FLAGS = -std=gnu11 -O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined
# those of CPPFLAGS have lost their quotes on the way
DIRS = -UDATADIR -ULOCALEDIR -DDATADIR='"data"' -DLOCALEDIR='"data/locale"'
own := $(notdir $(wildcard $(srcdir)/tests/fuzz/*.c))
sources := $(filter %.c,$(SOURCES)) \
	$(patsubst %,tests/fuzz/%,$(filter-out replay.c,$(own)))
objects := $(patsubst %.c,fuzz.tmp/o/%.o,$(sources))

run: fuzz.tmp/fuzzer
	@$(SHELL) $(srcdir)/tests/fuzz/run.sh $(srcdir) $(FUZZ_TIME) \
	    $(FUZZ_ONLY)

fuzz.tmp/fuzzer: $(objects)
	@echo "  LINK     $@"
	@$(CLANG) $(FUZZ_FLAGS) -fsanitize=fuzzer -o $@ $(objects) $(LIBS)

fuzz.tmp/o/%.o: $(srcdir)/%.c
	@mkdir -p $(@D)
	@echo "  CLANG    $*.c"
	@$(CLANG) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link $(CPPFLAGS) $(DIRS) \
	    -w -MMD -c -o $@ $<

-include $(objects:.o=.d)
.PHONY: run
