/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A session with a value of every kind, and what is known of it. */

#include <config.h>

#include "flips.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "store/content.h"

void
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

void
verdict(struct bench *b, const char *what)
{
	printf("%sok %zu - %s: %zu\n", b->faults || !b->done ? "not " : "",
	    ++b->number, what, b->done);
	fflush(stdout);
	b->faults = b->done = 0;
}

char *
dump(const struct session *session, bool whole)
{
	const struct session_header *h = session_header(session);
	struct str out = { 0 };
	size_t count, commits = whole ? session_commits(session) : 0;
	const struct entry *e = session_range(session, "", &count);

	str_printf(&out, "%s %s %s %s %s %s %s %s %d %d %s\n", h->id, h->at,
	    h->by, h->pack_id, h->pack_version, h->pack_digest, h->pack_path,
	    h->policy, h->pass, h->judge, h->sum);
	for (size_t i = 0; i < commits; i++) {
		char *line = journal_commit_json(session_commit(session, i));

		str_printf(&out, "%s\n", line);
		free(line);
	}
	for (size_t i = 0; i < count; i++)
		str_printf(&out, "%s=%s (%s) %llu\n", e[i].path, e[i].value,
		    e[i].why ? e[i].why : "", (unsigned long long)e[i].seq);
	return str_steal(&out);
}

void
spill(const char *path, const char *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || !file_write_all(fd, data, len, path, NULL))
		abort();
	close(fd);
}

void
restore(struct bench *b)
{
	spill(b->file, b->text.data, b->text.len);
}

void
opened_done(struct opened *o)
{
	free(o->state);
	free(o->torn);
	free(o->damage);
	err_done(&o->err);
}

struct opened
open_as(struct bench *b, enum journal_mode mode)
{
	struct opened o = { 0 };
	struct journal *journal = NULL;
	struct session *session = NULL;

	o.ok = journal_open(b->dir, mode, &journal, &session, &o.err);
	if (o.ok != (o.err.code == ERR_NONE) || o.ok != (journal != NULL) ||
	    o.ok != (session != NULL))
		fault(b, "false exactly with an error");
	if (!o.ok && (!o.err.message || strchr(o.err.message, '\n')))
		fault(b, "an error is one line");
	if (o.ok) {
		o.commits = session_commits(session);
		/* the history takes most of the time */
		o.whole = b->done % 16 == 0;
		o.state = dump(session, o.whole);
		o.torn = xstrdup(journal_torn(journal));
		o.damage = xstrdup(journal_damage(journal));
		journal_close(journal);
		session_free(session);
	}
	b->done++;
	return o;
}

bool
same_state(const struct bench *b, const struct opened *o, size_t commits)
{
	return o->commits == commits && commits <= COMMITS_MAX &&
	       str_equal(o->state,
	           o->whole ? b->states[commits] : b->values[commits]);
}

bool
file_is(struct bench *b, const char *data, size_t len)
{
	struct str now = { 0 };
	bool is = file_read(b->file, 1 << 24, &now, NULL) && now.len == len &&
	          (!len || memcmp(now.data, data, len) == 0);

	str_done(&now);
	return is;
}

void
put_byte(struct bench *b, size_t at, char byte)
{
	int fd = open(b->file, O_WRONLY);

	if (fd < 0 || pwrite(fd, &byte, 1, (off_t)at) != 1)
		abort();
	close(fd);
}

/* The pattern with ids of the pack in it. */
static char *
path_of(const char *pattern)
{
	static const char *const ids[][2] = { { "CONTROL", "OPS-03" },
		{ "LEVEL.KEY", "2.1" }, { "LEVEL", "3" },
		{ "OBJECTIVE", "OPS-03_A01" }, { "METHOD", "examine" },
		{ "NUMBER", "1" }, { "DOMAIN", "OPS" },
		{ "FRAMEWORK", "iso-27001-2022" }, { "EVIDENCE", "E-TPM-04" },
		{ "PERSON", "ada" }, { "NAME", "review" }, { "ID", "a1" } };
	struct str out = { 0 };

	while (*pattern) {
		size_t len = strcspn(pattern, "/"), i = 0;

		while (i < sizeof(ids) / sizeof(*ids) &&
		       (strlen(ids[i][0]) != len ||
		           memcmp(ids[i][0], pattern, len) != 0))
			i++;
		if (i < sizeof(ids) / sizeof(*ids))
			str_add(&out, ids[i][1]);
		else
			str_add_n(&out, pattern, len);
		pattern += len;
		if (*pattern)
			str_add_char(&out, *pattern++);
	}
	return str_steal(&out);
}

static const char *
name_of(enum schema_name name)
{
	switch (name) {
	case NAME_SIZE:
		return "small";
	case NAME_CRITERION:
		return "2.1";
	case NAME_CONTROL:
		return "OPS-02";
	case NAME_OBJECTIVE:
		return "OPS-03_A01";
	case NAME_ITEM:
		return "OPS-03/objectives/OPS-03_A01";
	default:
		return "E-TPM-04";
	}
}

static const char *
value_of(const struct schema_row *row, size_t turn)
{
	static const char *const texts[] = {
		"seen in the tool\nand in the log of \"July\" \\ 2026",
		"gr\xc3\xbc\xc3\x9f \xe2\x80\xae turned \x1b[31m red",
		"one line that is longer than those which are repeated in the "
		"journal, so that a later one only names the commit which set "
		"it: one hundred and twenty bytes are the limit for that",
	};

	switch (row->kind) {
	case VALUE_WORD:
	case VALUE_WORDS:
		return row->words[turn % 2 && row->words[1]];
	case VALUE_DAY:
		return turn % 2 ? "2026-07-31" : "2026-07-14";
	case VALUE_MOMENT:
		return "2026-07-14T10:32:50+02:00";
	case VALUE_TIME:
		return turn % 2 ? "10:30" : "09:00";
	case VALUE_HASH:
		return "00112233445566778899aabbccddeeff"
		       "00112233445566778899aabbccddeeff";
	case VALUE_NUMBER:
	case VALUE_LEVEL:
		return turn % 2 ? "2" : "3";
	case VALUE_NAME:
		return name_of(row->names);
	case VALUE_TEXT:
		return texts[turn % 3];
	case VALUE_LINE:
		break;
	}
	return strstr(row->pattern, "scope/rule") ? "weight>5"
	       : turn % 2                         ? "B. Okafor"
	                                          : "\xc3\x84nne, 2nd floor";
}

static void
take(struct bench *b, struct journal *journal, struct session *session,
    struct commit *commit)
{
	if (!journal_append(journal, commit, NULL))
		abort();
	session_apply_take(session, commit);
	size_t count = session_commits(session);

	if (count > COMMITS_MAX)
		abort();
	b->states[count] = dump(session, true);
	b->values[count] = dump(session, false);
}

static void
record(struct bench *b, struct journal *journal, struct session *session,
    struct changes *changes)
{
	struct stamp stamp = { "ada", changes->count % 2 ? NULL : "K. Ito",
		"2026-07-14T10:32:50+02:00" };
	struct commit commit;
	struct err err = { 0 };

	if (!session_prepare(
	        session, b->catalog, changes, &stamp, &commit, &err)) {
		fault(b, "%s", err.message);
		exit(1);
	}
	if (commit.count)
		take(b, journal, session, &commit);
	changes_done(changes);
	*changes = (struct changes){ 0 };
}

/* Adds a change for one row, where the pack lets it. */
static void
propose(struct bench *b, const struct schema_row *row, size_t turn,
    struct changes *changes)
{
	char *path = path_of(row->pattern), *canonical, *value;
	const struct schema_row *found;
	struct err err = { 0 };

	if (!schema_resolve(b->catalog, path, &canonical, &found, &err)) {
		printf("# left out: %s\n", err.message);
		err_done(&err);
		free(path);
		return;
	}
	if (schema_accept(row, b->catalog, canonical, value_of(row, turn),
	        "for a reason", &value, &err)) {
		changes_add(changes, canonical, value, "for a reason");
		free(value);
	} else {
		printf("# left out: %s\n", err.message);
		err_done(&err);
	}
	free(canonical);
	free(path);
}

static void
record_all(struct bench *b, struct journal *journal, struct session *session)
{
	const struct stamp stamp = { "K. Ito", NULL,
		"2026-07-14T11:00:00+02:00" };
	struct changes changes = { 0 };
	struct commit commit;

	for (size_t turn = 0; turn < 2; turn++) {
		size_t i = 0;

		for (const struct schema_row *row = schema_rows();
		     row->pattern; row++) {
			if (!row->program &&
			    (!turn || row->kind == VALUE_TEXT))
				propose(b, row, turn + i, &changes);
			if (++i % 7 == 0 && changes.count)
				record(b, journal, session, &changes);
		}
		if (changes.count)
			record(b, journal, session, &changes);
		if (session_prepare_pack(session, turn ? "v2" : "v1", "00ff",
		        "/packs/ops", &stamp, &commit))
			take(b, journal, session, &commit);
	}
	for (int i = 0; i < 4; i++)
		if ((i < 3 ? session_prepare_undo : session_prepare_redo)(
		        session, &stamp, &commit))
			take(b, journal, session, &commit);
	if (session_prepare_back(session, 3, &stamp, &commit, NULL))
		take(b, journal, session, &commit);
	changes_add(&changes, "session/title", "the last one", NULL);
	record(b, journal, session, &changes);
}

void
begin(struct bench *b)
{
	struct session_header header = {
		.at = xstrdup("2026-07-14T09:00:00+02:00"),
		.by = xstrdup("ada"),
		.pack_id = xstrdup("scf-ops"),
		.pack_version = xstrdup("1"),
		.pack_digest = xstrdup("00"),
		.policy = xstrdup("most"),
		.pass = 80,
		.judge = 50,
	};
	struct journal *journal;
	struct session *session;
	struct err err = { 0 };
	char *pack = path_join(b->top, "content/scf-ops");

	memcpy(b->root, "flips-XXXXXX", sizeof("flips-XXXXXX"));
	b->catalog = content_open(pack, &err);
	if (!b->catalog || !mkdtemp(b->root)) {
		printf("not ok 1 - %s\n",
		    err.message ? err.message : strerror(errno));
		exit(1);
	}
	b->dir = path_join(b->root, "s");
	b->file = path_join(b->dir, "journal");
	if (!journal_create(b->dir, &header, &journal, &session, &err))
		abort();
	b->states[0] = dump(session, true);
	b->values[0] = dump(session, false);
	record_all(b, journal, session);
	journal_close(journal);
	session_free(session);
	if (!file_read(b->file, 1 << 24, &b->text, &err))
		abort();
	for (size_t i = 0; i < b->text.len; i++)
		if (b->text.data[i] == '\n')
			b->begins[++b->lines] = i + 1;
	printf("# %zu bytes, %zu lines\n", b->text.len, b->lines);
	b->done = b->text.len >= LEAST && b->lines > 20;
	verdict(b, "a session of at least 20 kB with every kind of value");
	free(pack);
}
