/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A session compared with what its journal and its seals say of it. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/artifacts.h"
#include "model/schema.h"
#include "model/seals.h"
#include "model/session.h"
#include "store/journal_parts.h"
#include "store/seal_parts.h"

static const struct fault {
	const char *word, *text;
} faults[] = {
	[SEAL_WHOLE] = { "whole", N_("Everything is as it was.") },
	[SEAL_LINE] = { "line changed", N_("The line was changed.") },
	[SEAL_TORN] = { "line torn",
	    N_("The line is cut short; opening the session to write cuts it "
	       "off.") },
	[SEAL_GROWN] = { "line added",
	    N_("The line was added to what is sealed.") },
	[SEAL_SHORTENED] = { "journal shortened",
	    N_("The journal ends here, before a seal that lies beside it.") },
	[SEAL_REWRITTEN] = { "journal rewritten",
	    N_("The lines up to here are whole, but not the ones that were "
	       "sealed.") },
	[SEAL_CHANGED] = { "file changed", N_("The file was changed.") },
	[SEAL_MISSING] = { "file missing", N_("The file is missing.") },
	[SEAL_ADDED] = { "file added", N_("The file was added.") },
	[SEAL_UNREADABLE] = { "file unreadable",
	    N_("This is no file that can be read.") },
	[SEAL_UNFINISHED] = { "seal unfinished",
	    N_("The session is recorded as sealed, but its manifest was not "
	       "written: assay seal writes it.") },
	[SEAL_MANIFEST] = { "manifest changed",
	    N_("The manifest was changed.") },
	[SEAL_REPLACED] = { "manifest replaced",
	    N_("This is not the manifest of this seal.") },
};
_Static_assert(sizeof(faults) / sizeof(*faults) == SEAL_FAULT_COUNT,
    "a row for each fault");

const char *
seal_fault_word(enum seal_fault fault)
{
	return faults[fault].word;
}

const char *
seal_fault_text(enum seal_fault fault)
{
	return _(faults[fault].text);
}

void
seal_check_done(struct seal_check *check)
{
	for (size_t i = 0; i < check->count; i++) {
		seal_done(&check->seals[i].seal);
		seal_files_done(&check->seals[i].signatures);
	}
	free(check->seals);
	free(check->file);
	*check = (struct seal_check){ 0 };
}

struct work {
	const char *dir;
	struct seal_check *check;
	const struct session *session;
	struct seal_files evidence; /* that is there */
};

/* The first thing that differs: returns false, as it ends the work. */
static bool
differs(struct work *w, enum seal_fault fault, const char *file, size_t line)
{
	w->check->fault = fault;
	w->check->file = xstrdup(file);
	w->check->line = line;
	return false;
}

/* Reads all lines. False: something differs, or *err is set. */
static bool
check_lines(struct work *w, struct line_reader *reader, struct err *err)
{
	char sum[DIGEST_HEX + 1] = "";
	struct session_header header;
	const char *text;
	size_t len;

	for (;;) {
		enum line_found found =
		    line_reader_next(reader, &text, &len, err);

		w->check->lines = reader->line;
		if (found == FOUND_END)
			return true;
		if (found == FOUND_TORN)
			return differs(
			    w, SEAL_TORN, "journal", reader->line + 1);
		if (found == FOUND_FAULT && err->code != ERR_INPUT)
			return false;
		if (found == FOUND_FAULT) {
			err_done(err);
			return differs(
			    w, SEAL_LINE, "journal", reader->line + 1);
		}
		enum line_verdict verdict = line_verify(text, len, sum, sum);

		if (verdict == LINE_GOOD)
			continue;
		/* a newer format may sum its lines in another way */
		if (verdict == LINE_UNSUMMED && reader->line == 1) {
			if (line_read_header(text, len, &header, err))
				session_header_done(&header);
			if (err->code == ERR_NEWER)
				return false;
			err_done(err);
		}
		return differs(w, SEAL_LINE, "journal", reader->line);
	}
}

static bool
check_journal(struct work *w, struct err *err)
{
	char *path = path_join(w->dir, "journal");
	int dir_fd = open(w->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct line_reader reader = { .fd = -1,
		.path = path,
		.limit = JOURNAL_BYTES_MAX };
	bool ok = false;

	if (dir_fd >= 0)
		reader.fd = journal_open_file(dir_fd, w->dir, O_RDONLY, err);
	else
		err_set_errno(err, errno, w->dir);
	if (reader.fd >= 0)
		ok = check_lines(w, &reader, err);
	line_reader_done(&reader);
	if (reader.fd >= 0)
		close(reader.fd);
	if (dir_fd >= 0)
		close(dir_fd);
	free(path);
	return ok;
}

/* Lines that are whole may still say what no session can hold. */
static bool
load(struct work *w, struct session **session, struct err *err)
{
	struct journal *journal;

	if (journal_open(w->dir, JOURNAL_READ, &journal, session, err)) {
		journal_close(journal);
		w->session = *session;
		return true;
	}
	if (err->code != ERR_INPUT || !err->line)
		return false;
	size_t line = err->line;

	err_done(err);
	return differs(w, SEAL_LINE, "journal", line);
}

static bool
is_safe_form(const char *safe, const char *text)
{
	struct str out = { 0 };

	display_safe(&out, text ? text : "", false);
	bool is = str_equal(safe, str_text(&out));

	str_done(&out);
	return is;
}

/* Is the manifest that of the seal the journal tells of, and does it name the
 * one before it? */
static bool
is_own(const struct work *w, const struct seal_state *state,
    const struct seal *seal)
{
	const char *before =
	    state->number > 1
	        ? w->check->seals[state->number - 2].seal.fingerprint
	        : "";

	return seal->number == state->number && seal->seq == state->seq &&
	       seal->lines == state->seq + 1 &&
	       is_safe_form(seal->session, session_header(w->session)->id) &&
	       is_safe_form(seal->at, state->at) &&
	       is_safe_form(seal->by, state->by) &&
	       str_equal(seal->previous, before) &&
	       seal_files_find(&seal->files, "journal") &&
	       (!state->reopened ||
	           str_equal(state->fingerprint, seal->fingerprint));
}

static bool
read_manifest(
    struct work *w, const struct seal_state *state, struct seal *seal)
{
	char *name = seal_path("", state->number, "manifest");
	struct err err = { 0 };
	bool ok = seal_read(w->dir, state->number, seal, &err);

	if (!ok && err.code == ERR_ABSENT)
		differs(w, state->reopened ? SEAL_MISSING : SEAL_UNFINISHED,
		    name, 0);
	else if (!ok)
		differs(w,
		    err.code == ERR_INPUT ? SEAL_MANIFEST : SEAL_UNREADABLE,
		    name, 0);
	else if (!is_own(w, state, seal))
		ok = differs(w, SEAL_REPLACED, name, 0);
	err_done(&err);
	free(name);
	return ok;
}

/* The lines that were sealed, and that none was put behind them but the
 * amendment. */
static bool
check_sealed_lines(struct work *w, const struct seal_state *state,
    const struct seal *seal)
{
	const struct commit *commit =
	    session_find_commit(w->session, seal->seq);
	char *path = path_join(w->dir, "journal");
	char sha256[DIGEST_HEX + 1] = "";
	uint64_t size = 0;
	size_t lines = (size_t)seal->lines;
	bool same = commit && str_equal(commit->sum, seal->sum) &&
	            seal_hash(path, seal->bytes, sha256, &size, NULL) &&
	            str_equal(sha256,
	                seal_files_find(&seal->files, "journal")->sha256);

	free(path);
	if (!same)
		return differs(w, SEAL_REWRITTEN, "journal", lines);
	bool grown = state->reopened ? state->reopened_seq != seal->seq + 1
	                             : w->check->lines != lines;

	return !grown || differs(w, SEAL_GROWN, "journal", lines + 1);
}

/* One file and its sum; `there` where its sum is known already. */
static bool
check_file(struct work *w, const struct seal_file *file,
    const struct seal_files *there)
{
	const struct seal_file *known =
	    there ? seal_files_find(there, file->name) : NULL;
	char *path = path_join(w->dir, file->name);
	char sha256[DIGEST_HEX + 1] = "";
	uint64_t size;
	bool ok = true;

	if (known)
		memcpy(sha256, known->sha256, sizeof(sha256));
	else
		seal_hash(path, UINT64_MAX, sha256, &size, NULL);
	if (!*sha256)
		ok = differs(w,
		    path_exists(path) ? SEAL_UNREADABLE : SEAL_MISSING,
		    file->name, 0);
	else if (!str_equal(sha256, file->sha256))
		ok = differs(w, SEAL_CHANGED, file->name, 0);
	free(path);
	return ok;
}

/* All that is in `there` must be in one of the two lists. */
static bool
check_listed(struct work *w, const struct seal_files *there,
    const struct seal_files *listed, const struct seal_files *also)
{
	for (size_t i = 0; i < there->count; i++) {
		const char *name = there->items[i].name;

		if (!seal_files_find(listed, name) &&
		    !(also && seal_files_find(also, name)))
			return differs(w, SEAL_ADDED, name, 0);
	}
	return true;
}

static bool
check_files(struct work *w, bool standing, const struct seal *seal)
{
	for (size_t i = 0; i < seal->files.count; i++) {
		const struct seal_file *file = &seal->files.items[i];

		if (str_equal(file->name, "journal"))
			continue;
		/* the amendment wrote a new one */
		if (!standing && str_equal(file->name, "session.yaml"))
			continue;
		if (!check_file(w, file, &w->evidence))
			return false;
	}
	return !standing || check_listed(w, &w->evidence, &seal->files, NULL);
}

/* Signatures, and that nothing else lies beside the manifest. */
static bool
check_signatures(
    struct work *w, const struct seal *seal, struct seal_files *signatures)
{
	char *place = seal_path("", seal->number, "");
	char *list = seal_path("", seal->number, "signatures");
	char *manifest = seal_path("", seal->number, "manifest");
	struct seal_files own = { 0 }, there = { 0 };
	bool ok = seal_signatures(w->dir, seal, signatures, NULL) ||
	          differs(w, SEAL_CHANGED, list, 0);

	for (size_t i = 0; ok && i < signatures->count; i++)
		ok = check_file(w, &signatures->items[i], NULL);
	seal_files_add(&own, manifest, NULL);
	if (signatures->count)
		seal_files_add(&own, list, NULL);
	seal_files_sort(&own);
	seal_files_collect(w->dir, place, &there);
	ok = ok && check_listed(w, &there, signatures, &own);
	seal_files_done(&own);
	seal_files_done(&there);
	free(manifest);
	free(list);
	free(place);
	return ok;
}

/* What an earlier seal has beside it now was there when this one was made. */
static bool
check_earlier(struct work *w, const struct seal *seal)
{
	bool ok = true;

	for (uint64_t n = 1; ok && n < seal->number; n++) {
		struct seal_files there = { 0 };
		char *place = seal_path("", n, "");

		seal_files_collect(w->dir, place, &there);
		ok = check_listed(w, &there, &seal->files, NULL);
		seal_files_done(&there);
		free(place);
	}
	return ok;
}

static bool
check_seal(struct work *w, unsigned number)
{
	struct seal_checked *checked = &w->check->seals[number - 1];
	struct seal *seal = &checked->seal;
	struct seal_state state;

	if (!seals_get(w->session, number, &state))
		return true;
	checked->whole = read_manifest(w, &state, seal) &&
	                 check_sealed_lines(w, &state, seal) &&
	                 check_files(w, !state.reopened, seal) &&
	                 check_earlier(w, seal) &&
	                 check_signatures(w, seal, &checked->signatures);
	return checked->whole;
}

/* A seal the journal does not know: it was cut behind its back. A place that
 * was made and never used tells nothing. */
static bool
check_stray(struct work *w, const char *name)
{
	uint64_t number = seal_number(name);
	char *place = path_join("seal", name);
	char *path = seal_path(w->dir, number, "manifest");
	struct seal_files there = { 0 };
	bool ok = true;

	if (!number) {
		ok = differs(w, SEAL_ADDED, place, 0);
	} else if (number > w->check->count) {
		if (path_exists(path))
			ok = differs(
			    w, SEAL_SHORTENED, "journal", w->check->lines);
		seal_files_collect(w->dir, place, &there);
		for (size_t i = 0; ok && i < there.count; i++)
			if (!seal_half_written(there.items[i].name))
				ok = differs(
				    w, SEAL_ADDED, there.items[i].name, 0);
	}
	seal_files_done(&there);
	free(path);
	free(place);
	return ok;
}

static bool
check_seals(struct work *w)
{
	struct seal_check *check = w->check;
	char **names;
	size_t count;
	bool ok = true;

	check->count = seals_count(w->session);
	check->seals = xcalloc(check->count, sizeof(*check->seals));
	for (unsigned n = 1; ok && n <= check->count; n++)
		ok = check_seal(w, n);
	seal_list(w->dir, &names, &count);
	for (size_t i = 0; ok && i < count; i++)
		ok = check_stray(w, names[i]);
	file_names_free(names, count);
	return ok;
}

/* Is a file in evidence/ the copy of this content? */
static bool
is_copy(const struct seal_file *file, const char *sha256)
{
	return str_starts(path_base(file->name), sha256);
}

/* The copy of one item's file. */
static bool
check_copy(struct work *w, const struct entry *entry)
{
	char *id = path_segment(entry->path, 1);
	const struct seal_file *there =
	    seal_files_copy(&w->evidence, entry->value);
	struct seal_file due = { .name = there
		    ? xstrdup(there->name)
		    : xasprintf("evidence/%s", entry->value) };
	bool ok = true;

	memcpy(due.sha256, entry->value, sizeof(due.sha256));
	if (str_equal(artifact_field(w->session, id, "kept"), "in the session"))
		ok = check_file(w, &due, &w->evidence);
	free(due.name);
	free(id);
	return ok;
}

/* What was attached is there as it was, also after the last seal or without
 * any. */
static bool
check_evidence(struct work *w)
{
	size_t count = 0, known = 0;
	const struct entry *entry =
	    session_range(w->session, "evidence/", &count);
	bool *named = xcalloc(w->evidence.count, sizeof(*named));
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		const char *field = strrchr(entry[i].path, '/');

		if (!str_equal(field, "/sha256") ||
		    strlen(entry[i].value) != DIGEST_HEX)
			continue;
		ok = check_copy(w, &entry[i]);
		for (size_t k = 0; k < w->evidence.count; k++)
			named[k] |=
			    is_copy(&w->evidence.items[k], entry[i].value);
	}
	for (size_t i = 0; i < w->evidence.count; i++)
		known += named[i];
	free(named);
	w->check->evidence = w->evidence.count;
	w->check->unknown = w->evidence.count - known;
	return ok;
}

bool
seal_verify(const char *dir, struct seal_check *check,
    struct session **session, struct err *err)
{
	struct seal_check made = { 0 };
	struct work w = { .dir = dir, .check = &made };
	struct session *loaded = NULL;
	struct err problem = { 0 };

	/* no session, or one that is nobody else's to look into? */
	if (!journal_is_session(dir) && access(dir, X_OK) < 0)
		return err_set_errno(err, errno, dir);
	if (!journal_is_session(dir))
		return err_set_at(err, ERR_ABSENT, dir, 0, 0,
		    _("There is no session here: no file named journal."));
	if (check_journal(&w, &problem) && load(&w, &loaded, &problem)) {
		seal_files_collect(dir, "evidence", &w.evidence);
		if (check_seals(&w))
			check_evidence(&w);
	}
	seal_files_done(&w.evidence);
	if (problem.code) {
		session_free(loaded);
		seal_check_done(&made);
		if (err)
			*err = problem;
		else
			err_done(&problem);
		return false;
	}
	*check = made;
	*session = loaded;
	return true;
}
