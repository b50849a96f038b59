/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Whatever happens to a sealed session is seen, and named: each byte of each
 * of its files changed, files cut short, grown, gone and new, lines put behind
 * what is sealed. The argument says how many bytes to go from one to the next;
 * 1 takes all. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/seals.h"
#include "model/session.h"
#include "store/attach.h"
#include "store/journal.h"
#include "store/seal.h"

enum { ANSWERS = 40, FILES = 10, LEAST = 20 * 1024, MOST = 1024 * 1024 };

struct bench {
	char root[32], *dir;
	size_t stride, number, done, faults;
	struct {
		const char *name;
		struct str text;
	} files[FILES];
	size_t count;
	char *evidence[2];
};

static void __attribute__((format(printf, 2, 3)))
fault(struct bench *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (b->faults++ < 20) {
		printf("# ");
		vprintf(format, args);
		printf("\n");
	}
	va_end(args);
}

static void
verdict(struct bench *b, const char *what)
{
	printf("%sok %zu - %s: %zu\n", b->faults || !b->done ? "not " : "",
	    ++b->number, what, b->done);
	fflush(stdout);
	b->faults = b->done = 0;
}

/* What the making needs is taken for granted; the checks are not. */
static void
need(bool ok, const struct err *err)
{
	if (ok)
		return;
	printf("Bail out! %s\n",
	    err && err->message ? err->message : strerror(errno));
	exit(99);
}

static char *
path_of(const struct bench *b, const char *name)
{
	return path_join(b->dir, name);
}

static void
keep(const struct bench *b, const char *name, const char *data, size_t len)
{
	char *path = path_of(b, name);
	FILE *f = fopen(path, "w");

	need(f && fwrite(data, 1, len, f) == len && fclose(f) == 0, NULL);
	free(path);
}

static void
record(struct journal *journal, struct session *session,
    struct changes *changes, const char *at)
{
	struct stamp stamp = { "K. Ito", "B. Okafor", at };
	struct commit commit;
	struct err err = { 0 };

	need(session_prepare(session, NULL, changes, &stamp, &commit, &err),
	    &err);
	need(journal_append(journal, &commit, &err), &err);
	session_apply_take(session, &commit);
	changes_done(changes);
}

static void
answer(struct journal *journal, struct session *session, int from)
{
	for (int i = from; i < from + ANSWERS / 2; i++) {
		struct changes changes = { 0 };
		char *path = xasprintf("GAR-01/notes/n%d/text", i);
		char *text = xasprintf("Answer %d, \u00fcber die Beete: %d", i,
		    i * 7919);

		changes_add_program(&changes, path, text);
		record(journal, session, &changes,
		    "2026-11-22T09:00:00+01:00");
		free(path);
		free(text);
	}
}

static void
attach(struct bench *b, struct journal *journal, struct session *session,
    int which)
{
	struct changes changes = { 0 };
	struct attach_print print;
	struct err err = { 0 };
	struct str text = { 0 };
	char *sha256 = xasprintf("evidence/E-%d/sha256", which);
	char *kept = xasprintf("evidence/E-%d/kept", which);

	for (int i = 0; i < 30; i++)
		str_printf(&text, "row %d of list %d\n", i, which);
	need(attach_text(journal, str_text(&text), text.len, &print, &err),
	    &err);
	changes_add_program(&changes, sha256, print.sha256);
	changes_add_program(&changes, kept, "in the session");
	record(journal, session, &changes, "2026-11-22T09:30:00+01:00");
	b->evidence[which] = xasprintf("evidence/%s.txt", print.sha256);
	str_done(&text);
	free(sha256);
	free(kept);
}

static void
seal(struct bench *b, struct journal *journal, struct session *session,
    unsigned number)
{
	struct stamp stamp = { "K. Ito", NULL, "2026-11-22T17:00:00+01:00" };
	struct seal_files evidence;
	struct seal made;
	struct commit commit;
	struct err err = { 0 };
	size_t count;
	char *name = xasprintf("seal/%u/manifest.sig", number);

	need(seal_prepare(journal, session, &evidence, &err), &err);
	need(seals_prepare(session, &stamp, &commit, &err), &err);
	need(journal_append(journal, &commit, &err), &err);
	session_apply_take(session, &commit);
	need(seal_make(journal, session, &evidence, "assay test", NULL, &made,
	         &err),
	    &err);
	keep(b, name, "a signature\nof two lines\n", 25);
	need(seal_signatures_list(b->dir, &made, &count, &err), &err);
	seal_files_done(&evidence);
	seal_done(&made);
	free(name);
}

static void
amend(struct bench *b, struct journal *journal, struct session *session)
{
	struct stamp stamp = { "K. Ito", NULL, "2026-11-23T08:00:00+01:00" };
	struct commit commit;
	struct seal seal;
	struct err err = { 0 };

	need(seal_read(b->dir, 1, &seal, &err), &err);
	need(seals_prepare_reopen(session, seal.fingerprint, "a plan came",
	         &stamp, &commit, &err),
	    &err);
	need(journal_append(journal, &commit, &err), &err);
	session_apply_take(session, &commit);
	seal_done(&seal);
}

/* A session sealed, reopened, grown and sealed again. */
static void
begin(struct bench *b)
{
	struct session_header header = { .at = xstrdup("2026-11-22T08:00:00Z"),
		.by = xstrdup("K. Ito"),
		.pack_id = xstrdup("garden") };
	struct journal *journal;
	struct session *session;
	struct err err = { 0 };

	snprintf(b->root, sizeof(b->root), "sealed-XXXXXX");
	need(mkdtemp(b->root) != NULL, NULL);
	b->dir = path_join(b->root, "s");
	need(journal_create(b->dir, &header, &journal, &session, &err), &err);
	answer(journal, session, 0);
	attach(b, journal, session, 0);
	seal(b, journal, session, 1);
	amend(b, journal, session);
	answer(journal, session, 1000);
	attach(b, journal, session, 1);
	seal(b, journal, session, 2);
	journal_close(journal);
	session_free(session);
}

static void
read_files(struct bench *b)
{
	const char *const names[FILES] = { "journal", "session.yaml",
		b->evidence[0], b->evidence[1], "seal/1/manifest",
		"seal/1/manifest.sig", "seal/1/signatures", "seal/2/manifest",
		"seal/2/manifest.sig", "seal/2/signatures" };
	size_t bytes = 0;
	struct err err = { 0 };

	b->count = FILES;
	for (size_t i = 0; i < FILES; i++) {
		char *path = path_of(b, names[i]);

		b->files[i].name = names[i];
		need(file_read(path, MOST, &b->files[i].text, &err), &err);
		bytes += b->files[i].text.len;
		free(path);
	}
	b->done = bytes;
	if (bytes < LEAST)
		fault(b, "only %zu bytes", bytes);
	verdict(b, "bytes of a sealed session");
}

static void
restore(struct bench *b, size_t i)
{
	keep(b, b->files[i].name, str_text(&b->files[i].text),
	    b->files[i].text.len);
}

/* Verifies; says what was found: "journal:12 line changed". The caller frees
 * it. */
static char *
look(struct bench *b)
{
	struct seal_check check;
	struct session *session;
	struct err err = { 0 };
	char *found;

	if (!seal_verify(b->dir, &check, &session, &err)) {
		found = xasprintf("error %s", err.message);
		err_done(&err);
		return found;
	}
	found = xasprintf("%s:%zu %s", check.file ? check.file : "",
	    check.line, seal_fault_word(check.fault));
	seal_check_done(&check);
	session_free(session);
	return found;
}

static bool
is_whole(const char *found)
{
	return str_equal(found, ":0 whole");
}

static size_t
line_of(const struct str *text, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += text->data[i] == '\n';
	return line;
}

/* The file, and in the journal the line, must be the right one. */
static void
expect_named(struct bench *b, size_t file, size_t at, const char *found)
{
	const char *name = b->files[file].name;
	char *start = file == 0
	    ? xasprintf("journal:%zu ", line_of(&b->files[0].text, at))
	    : xasprintf("%s:0 ", name);

	b->done++;
	if (is_whole(found))
		fault(b, "%s, byte %zu: not seen", name, at);
	else if (!str_starts(found, start))
		fault(b, "%s, byte %zu: named as %s", name, at, found);
	free(start);
}

static void
flip(struct bench *b, size_t file, int fd, size_t at, unsigned char mask)
{
	char old = b->files[file].text.data[at];
	char changed = (char)((unsigned char)old ^ mask);

	need(pwrite(fd, &changed, 1, (off_t)at) == 1, NULL);
	char *found = look(b);

	expect_named(b, file, at, found);
	free(found);
	need(pwrite(fd, &old, 1, (off_t)at) == 1, NULL);
}

static void
flip_everywhere(struct bench *b)
{
	size_t step = 0;

	for (size_t i = 0; i < b->count; i++) {
		char *path = path_of(b, b->files[i].name);
		int fd = open(path, O_WRONLY);
		size_t len = b->files[i].text.len;

		need(fd >= 0, NULL);
		/* the ends always: what is there is what is forgotten */
		for (size_t at = step % b->stride; at < len; at += b->stride)
			flip(b, i, fd, at, (unsigned char)(1 << step++ % 8));
		flip(b, i, fd, 0, 0xff);
		flip(b, i, fd, len - 1, 0xff);
		flip(b, i, fd, len - 1, 1);
		close(fd);
		free(path);
	}
	verdict(b, "bytes changed, each named by its file or line");
}

/* Something is done to the session, and must be seen. */
static void
expect(struct bench *b, const char *what, const char *wanted)
{
	char *found = look(b);

	b->done++;
	if (wanted ? !str_equal(found, wanted) : is_whole(found))
		fault(b, "%s: found %s, wanted %s", what, found,
		    wanted ? wanted : "a difference");
	free(found);
}

static void
cut_everywhere(struct bench *b)
{
	for (size_t i = 0; i < b->count; i++) {
		struct str *text = &b->files[i].text;
		char *path = path_of(b, b->files[i].name);

		for (size_t len = 0; len < text->len;
		     len += len + b->stride < text->len ? b->stride
		                                        : text->len - len) {
			keep(b, b->files[i].name, text->data, len);
			char *found = look(b);

			b->done++;
			if (is_whole(found))
				fault(b, "%s cut to %zu: not seen",
				    b->files[i].name, len);
			free(found);
		}
		keep(b, b->files[i].name, text->data, text->len - 1);
		expect(b, b->files[i].name, NULL);
		str_add_char(text, '\n');
		keep(b, b->files[i].name, text->data, text->len);
		expect(b, "grown by a byte", NULL);
		str_truncate(text, text->len - 1);
		unlink(path);
		/* without any list, signatures are files nobody knows */
		expect(b, b->files[i].name, NULL);
		restore(b, i);
		free(path);
	}
	verdict(b, "files cut short, grown and gone");
}

static void
add_files(struct bench *b)
{
	static const char *const names[] = { "evidence/new.txt",
		"evidence/.hidden", "seal/1/new", "seal/2/manifest.asc",
		"seal/2/manifest.abc234.new", "seal/new" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *path = path_of(b, names[i]);
		char *wanted = xasprintf("%s:0 file added", names[i]);

		keep(b, names[i], "new", 3);
		expect(b, names[i], wanted);
		unlink(path);
		free(wanted);
		free(path);
	}
	verdict(b, "files added");
}

/* Other kinds of things in the place of files. */
static void
put_things(struct bench *b)
{
	for (size_t i = 0; i < b->count; i++) {
		char *path = path_of(b, b->files[i].name);

		unlink(path);
		need(mkdir(path, 0700) == 0, NULL);
		expect(b, "a directory", NULL);
		rmdir(path);
		need(mkfifo(path, 0600) == 0, NULL);
		expect(b, "a pipe", NULL);
		unlink(path);
		need(symlink("/dev/null", path) == 0, NULL);
		expect(b, "a link", NULL);
		unlink(path);
		restore(b, i);
		free(path);
	}
	verdict(b, "things that are no files");
}

/* Who can write the files can add lines that are in order. */
static void
add_lines(struct bench *b)
{
	struct journal *journal;
	struct session *session;
	struct changes changes = { 0 };
	struct err err = { 0 };

	need(journal_open(b->dir, JOURNAL_WRITE, &journal, &session, &err),
	    &err);
	size_t lines = session_commits(session) + 1;
	char *wanted = xasprintf("journal:%zu line added", lines + 1);

	changes_add_program(&changes, "session/title", "Another");
	record(journal, session, &changes, "2026-11-24T08:00:00+01:00");
	journal_close(journal);
	session_free(session);
	expect(b, "a line more", wanted);
	restore(b, 0);
	free(wanted);
	verdict(b, "lines added to what is sealed");
}

/* The lines up to some seal, each whole. */
static void
shorten(struct bench *b)
{
	const struct str *text = &b->files[0].text;

	for (size_t at = 0; at + 1 < text->len; at++) {
		if (text->data[at] != '\n')
			continue;
		keep(b, "journal", text->data, at + 1);
		expect(b, "whole lines taken off the end", NULL);
	}
	restore(b, 0);
	verdict(b, "journals that end after a whole line");
}

int
main(int argc, char **argv)
{
	struct bench b = { .stride = argc > 1 ? strtoul(argv[1], NULL, 10)
		                              : 97 };

	if (!b.stride)
		b.stride = 1;
	umask(077);
	begin(&b);
	read_files(&b);
	expect(&b, "as it is", ":0 whole");
	verdict(&b, "whole as it is");
	flip_everywhere(&b);
	cut_everywhere(&b);
	add_files(&b);
	put_things(&b);
	add_lines(&b);
	shorten(&b);
	expect(&b, "put back", ":0 whole");
	verdict(&b, "whole again when all is put back");
	printf("1..%zu\n", b.number);
	char *clean = xasprintf("rm -rf %s", b.root);
	int status = system(clean);

	free(clean);
	for (size_t i = 0; i < b.count; i++)
		str_done(&b.files[i].text);
	free(b.evidence[0]);
	free(b.evidence[1]);
	free(b.dir);
	return status != 0;
}
