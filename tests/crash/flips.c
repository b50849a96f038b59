/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A journal cut off at every byte, each of its bytes changed, and all that may
 * befall a session's files besides: it opens with what is whole and says what
 * is not, or is refused with its line; no answer ever becomes another one.
 *
 *     flips [STRIDE]    every STRIDE-th position; 1: all. 61 without it. */

#include <config.h>

#include "flips.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/session.h"

/* What is on the disk after a power cut is not asked here, and a hundred
 * thousand syncs take an hour. */
int
fsync(int fd)
{
	return fd < 0 ? -1 : 0;
}

int
fdatasync(int fd)
{
	return fd < 0 ? -1 : 0;
}

/* What a file system without locks says; 0: it has them. */
static int no_locks;

int
fcntl(int fd, int command, ...)
{
	va_list args;

	va_start(args, command);
	void *argument = va_arg(args, void *);

	va_end(args);
	if (no_locks &&
	    (command == F_OFD_SETLK || command == F_OFD_GETLK)) {
		errno = no_locks;
		return -1;
	}
	return (int)syscall(SYS_fcntl, fd, command, argument);
}

/* Is this position looked at, and by this worker? */
static bool
is_mine(const struct bench *b, size_t at)
{
	return (at % b->stride == 0 || b->text.len - at <= 3) &&
	       at / b->stride % b->workers == b->worker;
}

/* A worker's part, on a copy of the session. */
static void
work(struct bench *b, void (*look)(struct bench *b))
{
	char *name = xasprintf("%s/w%zu", b->root, b->worker);

	if (mkdir(name, 0700) < 0 && errno != EEXIST)
		abort();
	b->dir = name;
	b->file = path_join(name, "journal");
	b->faults = b->done = 0;
	look(b);
	fflush(stdout);
}

/* The positions are shared by workers. */
static void
share(struct bench *b, void (*look)(struct bench *b))
{
	size_t size = 2 * sizeof(size_t);
	size_t *sums = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int status;

	if (sums == MAP_FAILED)
		abort();
	b->workers = cores < 1 ? 1 : (size_t)cores + 1;
	fflush(stdout);
	for (b->worker = 0; b->worker < b->workers; b->worker++)
		if (fork() == 0) {
			work(b, look);
			__atomic_add_fetch(
			    &sums[0], b->faults, __ATOMIC_SEQ_CST);
			__atomic_add_fetch(
			    &sums[1], b->done, __ATOMIC_SEQ_CST);
			_exit(0);
		}
	for (size_t i = 0; i < b->workers; i++)
		if (wait(&status) < 0 || status)
			fault(b, "a worker crashed");
	b->faults += sums[0];
	b->done += sums[1];
	munmap(sums, size);
}

/* Cut off behind `len` bytes, `lines` of them whole. */
static void
try_cut(struct bench *b, size_t len, size_t lines, enum journal_mode mode)
{
	struct opened o = open_as(b, mode);
	size_t whole = b->begins[lines];
	const char *who = mode == JOURNAL_WRITE ? "writer" : "reader";

	if (!lines) {
		if (o.ok || o.err.code != ERR_INPUT || o.err.line != 1)
			fault(b, "%s, cut at %zu: refused in line 1", who, len);
	} else if (!o.ok) {
		fault(b, "%s, cut at %zu: %s", who, len, o.err.message);
	} else if (!same_state(b, &o, lines - 1)) {
		fault(b, "%s, cut at %zu: another state", who, len);
	} else if ((o.torn != NULL) != (len != whole)) {
		fault(b, "%s, cut at %zu: torn is not told", who, len);
	}
	size_t left = lines && mode == JOURNAL_WRITE ? whole : len;

	if (!file_is(b, b->text.data, left))
		fault(b, "%s, cut at %zu: the file", who, len);
	opened_done(&o);
}

static void
cut_everywhere(struct bench *b)
{
	size_t lines = 0;

	for (size_t len = 0; len <= b->text.len; len++) {
		if (len && b->text.data[len - 1] == '\n')
			lines++;
		if (!is_mine(b, len))
			continue;
		spill(b->file, b->text.data, len);
		try_cut(b, len, lines, JOURNAL_READ);
		try_cut(b, len, lines, JOURNAL_WRITE);
	}
}

/* May this change pass for the end of a write that the power cut? */
static bool
may_be_torn(const struct bench *b, size_t at, char byte)
{
	return at == b->text.len - 1 ||
	       (!byte && at == b->begins[b->lines - 1] && (at + 1) % 512 == 0);
}

static void
try_flip(struct bench *b, size_t at, char byte, size_t line,
    enum journal_mode mode)
{
	struct opened o = open_as(b, mode);

	if (o.ok && may_be_torn(b, at, byte)) {
		if (!o.torn || !same_state(b, &o, b->lines - 2))
			fault(b, "byte %zu: a torn tail", at);
		restore(b);
	} else if (o.ok) {
		fault(b, "byte %zu as %02x: not noticed", at,
		    (unsigned char)byte);
		restore(b);
	} else if (o.err.code == ERR_NEWER ? line != 1
	                                   : o.err.line != line) {
		fault(b, "byte %zu as %02x: line %zu for %zu: %s", at,
		    (unsigned char)byte, o.err.line, line, o.err.message);
	}
	opened_done(&o);
}

/* What stands before the damage, and where that is. */
static void
try_salvage(struct bench *b, size_t at, size_t line)
{
	struct opened o = open_as(b, JOURNAL_SALVAGE);
	char *place = xasprintf("journal:%zu: ", line);

	if (line == 1) {
		if (o.ok)
			fault(b, "byte %zu: nothing is whole", at);
	} else if (!o.ok || !o.damage || !strstr(o.damage, place) ||
	           !same_state(b, &o, line - 2)) {
		fault(b, "byte %zu: the lines before %zu", at, line);
	}
	free(place);
	opened_done(&o);
}

static void
flip_everywhere(struct bench *b)
{
	size_t line = 1, salvaged = 0;

	restore(b);
	for (size_t at = 0; at < b->text.len; at++) {
		char was = b->text.data[at];
		const char other[] = { '\n', '\0', '}', (char)(was ^ 4), ' ' };
		const char tries[] = { (char)(was ^ 1), (char)(was ^ 0x80),
			other[at % sizeof(other)] };

		if (is_mine(b, at))
			for (size_t i = 0; i < sizeof(tries); i++) {
				if (tries[i] == was)
					continue;
				put_byte(b, at, tries[i]);
				try_flip(
				    b, at, tries[i], line, JOURNAL_READ);
				put_byte(b, at, tries[i]);
				if (i == at % 3)
					try_flip(b, at, tries[i], line,
					    JOURNAL_WRITE);
				if (i == at % 7 && at + 1 < b->text.len &&
				    !may_be_torn(b, at, tries[i])) {
					try_salvage(b, at, line);
					salvaged++;
				}
				put_byte(b, at, was);
			}
		if (was == '\n')
			line++;
	}
	if (!file_is(b, b->text.data, b->text.len))
		fault(b, "the file was written to");
	if (!salvaged)
		fault(b, "what stands before was never looked at");
}

/* Other shapes: what they are made of, and the line they are refused at; 0:
 * the last line is torn, -1: refused without a line. */
static void
try_shape(struct bench *b, const char *what, const struct str *text, int line)
{
	const enum journal_mode modes[] = { JOURNAL_READ, JOURNAL_WRITE };

	spill(b->file, str_text(text), text->len);
	for (size_t i = 0; i < 2; i++) {
		struct opened o = open_as(b, modes[i]);

		if (line ? o.ok || o.err.line != (size_t)(line > 0 ? line : 0)
		         : !o.ok || !o.torn ||
		               !same_state(b, &o, o.commits))
			fault(b, "%s: line %zu for %d: %s", what, o.err.line,
			    line, o.err.message ? o.err.message : "opened");
		if (line && !file_is(b, str_text(text), text->len))
			fault(b, "%s: the file was written to", what);
		opened_done(&o);
	}
}

static void
add_line(struct bench *b, struct str *out, size_t line)
{
	str_add_n(out, b->text.data + b->begins[line - 1],
	    b->begins[line] - b->begins[line - 1]);
}

static void
try_shapes(struct bench *b)
{
	static const size_t blocks[] = { 1, 300, 4096, 100000 };
	struct str s = { 0 };
	int last = (int)b->lines;

	try_shape(b, "nothing", &s, 1);
	for (size_t i = 0; i < 4; i++) {
		str_clear(&s);
		str_add_n(&s, b->text.data, b->text.len);
		str_add_repeat(&s, '\0', blocks[i]);
		try_shape(b, "zeros at the end", &s, 0);
		str_add_n(&s, b->text.data, 10);
		str_add_char(&s, '\n');
		if ((b->text.len + blocks[i]) % 512)
			try_shape(b, "zeros, then bytes", &s, last + 1);
		str_clear(&s);
		str_add_repeat(&s, '\0', blocks[i]);
		try_shape(b, "zeros alone", &s, 1);
	}
	str_clear(&s);
	str_add_n(&s, b->text.data, b->text.len);
	memset(s.data + b->begins[2] + 40, '\0', 200);
	try_shape(b, "zeros in line 3", &s, 3);
	restore(b);
	str_clear(&s);
	str_add_n(&s, b->text.data, b->text.len);
	str_add_n(&s, b->text.data, b->text.len);
	try_shape(b, "two journals", &s, last + 1);
	str_clear(&s);
	str_add_n(&s, b->text.data, b->begins[3]);
	add_line(b, &s, 5);
	add_line(b, &s, 4);
	try_shape(b, "in another order", &s, 4);
	str_clear(&s);
	str_add_n(&s, b->text.data, b->begins[4]);
	add_line(b, &s, 4);
	try_shape(b, "a line twice", &s, 5);
	str_clear(&s);
	str_add(&s, "\xef\xbb\xbf");
	str_add_n(&s, b->text.data, b->text.len);
	try_shape(b, "a byte order mark", &s, 1);
	str_clear(&s);
	for (size_t i = 0; i < b->text.len; i++) {
		if (b->text.data[i] == '\n')
			str_add_char(&s, '\r');
		str_add_char(&s, b->text.data[i]);
	}
	try_shape(b, "CR LF", &s, 1);
	str_clear(&s);
	str_add_n(&s, b->text.data, b->begins[2]);
	str_add_repeat(&s, 'x', 5 << 20);
	try_shape(b, "a line of 5 MB", &s, 3);
	str_add_char(&s, '\n');
	try_shape(b, "a line of 5 MB", &s, 3);
	str_done(&s);
	restore(b);
	verdict(b, "other shapes of a journal");
}

/* Nobody can be kept out there: it is only read. */
static void
try_without_locks(struct bench *b)
{
	static const int numbers[] = { ENOLCK, EOPNOTSUPP, ENOSYS };

	for (size_t i = 0; i < 3; i++) {
		struct journal *journal;
		struct session *session;

		no_locks = numbers[i];
		struct opened o = open_as(b, JOURNAL_WRITE);

		if (o.ok || o.err.code != ERR_IO ||
		    !strstr(o.err.message, "has no locks"))
			fault(b, "without locks: %s",
			    o.err.message ? o.err.message : "opened");
		opened_done(&o);
		if (!journal_open(
		        b->dir, JOURNAL_READ, &journal, &session, NULL))
			abort();
		if (journal_is_free(journal) ||
		    journal_take_over(journal, session, NULL))
			fault(b, "without locks: taken over");
		journal_close(journal);
		session_free(session);
	}
	no_locks = 0;
	verdict(b, "a file system without locks");
}

int
main(int argc, char **argv)
{
	const char *top = getenv("top_srcdir"), *build = getenv("top_builddir");
	struct bench b = { .top = top ? top : "." };
	char *assay = path_join(build ? build : ".", "src/assay");

	b.stride = argc > 1 ? strtoul(argv[1], NULL, 10) : 61;
	if (!b.stride)
		b.stride = 1;
	b.assay = assay;
	umask(077);
	setenv("HOME", "/nonexistent", 1);
	setenv("ASSAY_DATADIR", b.top, 1);
	begin(&b);
	char *home = realpath(b.root, NULL);

	setenv("HOME", home, 1);
	share(&b, cut_everywhere);
	verdict(&b, "cut off at a byte, read and written");
	share(&b, flip_everywhere);
	verdict(&b, "a byte changed, read and written");
	restore(&b);
	try_shapes(&b);
	try_things(&b);
	try_without_locks(&b);
	try_beside(&b);
	try_programs(&b);
	try_old(&b);
	printf("1..%zu\n", b.number);
	char *clean = xasprintf("rm -rf %s", b.root);
	int status = system(clean);

	free(clean);
	free(home);
	for (size_t i = 0; i < COMMITS_MAX + 2; i++) {
		free(b.states[i]);
		free(b.values[i]);
	}
	str_done(&b.text);
	catalog_free(b.catalog);
	free(b.dir);
	free(b.file);
	free(assay);
	return status != 0;
}
