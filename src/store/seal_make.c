/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Making a seal: what must be in order before, and the manifest after. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
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
#include "store/journal.h"
#include "store/seal_parts.h"

bool
seal_half_written(const char *name)
{
	static const char tail[] = ".new";
	size_t len = strlen(name), end = sizeof(tail) - 1;

	return len > end && str_equal(name + len - end, tail);
}

/* The number the next manifest has. */
static unsigned
due(const struct session *session)
{
	struct seal_state last;
	bool stands = seals_standing(session, &last);

	return stands ? last.number : last.number + 1;
}

static bool
check_saved(const struct journal *journal, struct err *err)
{
	char **drafts = NULL;
	size_t count = 0;

	if (!journal_writable(journal))
		return err_set_at(err, ERR_LOCKED, journal_dir(journal), 0, 0,
		    _("The session is open to read; nothing is written."));
	if (journal_queued(journal))
		return err_set(err, ERR_IO,
		    _("Answers are not saved yet: nothing is sealed before "
		      "they are."));
	journal_drafts(journal, &drafts, &count);
	if (count)
		err_set_at(err, ERR_INPUT, journal_dir(journal), 0, 0,
		    _("A text is half typed, drafts/%s: record it in the "
		      "session, or remove the file, then seal."),
		    drafts[0]);
	file_names_free(drafts, count);
	return !count;
}

/* Does the session have the file that this path is the hash of? */
static bool
check_copy(const struct session *session, const struct entry *entry,
    const struct seal_files *evidence, struct err *err)
{
	char *id = path_segment(entry->path, 1);
	const struct seal_file *file =
	    seal_files_copy(evidence, entry->value);
	bool ok = true;

	if (!str_equal(artifact_field(session, id, "kept"), "in the session"))
		ok = true;
	else if (!file)
		ok = err_set(err, ERR_ABSENT,
		    _("The file of %s is missing: put it back as evidence/%s, "
		      "or remove %s, then seal."),
		    id, entry->value, entry->path);
	else if (!str_equal(file->sha256, entry->value))
		ok = err_set(err, ERR_INPUT,
		    _("The file of %s was changed since it was attached, "
		      "%s: put back what it was, then seal."),
		    id, file->name);
	free(id);
	return ok;
}

static bool
check_evidence(const struct session *session,
    const struct seal_files *evidence, struct err *err)
{
	size_t count = 0;
	const struct entry *entry =
	    session_range(session, "evidence/", &count);
	static const char field[] = "/sha256";
	bool ok = true;

	for (size_t i = 0; ok && i < evidence->count; i++)
		if (!*evidence->items[i].sha256)
			ok = err_set(err, ERR_INPUT,
			    _("%s is no file that can be read: take it away, "
			      "then seal."),
			    evidence->items[i].name);
	for (size_t i = 0; ok && i < count; i++) {
		size_t len = strlen(entry[i].path), end = sizeof(field) - 1;

		if (len > end && str_equal(entry[i].path + len - end, field))
			ok = check_copy(session, &entry[i], evidence, err);
	}
	return ok;
}

/* seal/N, made to last; nothing half written in it. */
static bool
make_place(const char *dir, unsigned number, struct err *err)
{
	char *top = path_join(dir, "seal");
	char *place = seal_path(dir, number, "");
	char **names = NULL;
	size_t count = 0;
	struct stat st;
	bool ok = true;

	if (lstat(top, &st) == 0 && !S_ISDIR(st.st_mode))
		ok = err_set_errno(err, ENOTDIR, top);
	ok = ok && file_make_dirs(place, err) && file_sync_dir(top, err) &&
	     file_sync_dir(dir, err) &&
	     file_list_all(place, &names, &count, err);
	for (size_t i = 0; i < count; i++) {
		char *file = path_join(place, names[i]);

		if (seal_half_written(names[i]))
			unlink(file);
		free(file);
	}
	file_names_free(names, count);
	free(place);
	free(top);
	return ok;
}

bool
seal_prepare(const struct journal *journal, const struct session *session,
    struct seal_files *evidence, struct err *err)
{
	struct seal_files found = { 0 };
	const char *dir = journal_dir(journal);

	if (!check_saved(journal, err))
		return false;
	seal_files_collect(dir, "evidence", &found);
	if (check_evidence(session, &found, err) &&
	    make_place(dir, due(session), err)) {
		*evidence = found;
		return true;
	}
	seal_files_done(&found);
	return false;
}

static char *
safe_text(const char *text)
{
	struct str out = { 0 };

	display_safe(&out, text ? text : "", false);
	return str_steal(&out);
}

/* What the session itself says. */
static void
fill(const struct session *session, const struct seal_state *state,
    struct seal *seal)
{
	const struct session_header *header = session_header(session);
	const char *version = session_get(session, "session/pack/version");
	const char *digest = session_get(session, "session/pack/digest");

	seal->number = state->number;
	seal->session = safe_text(header->id);
	seal->title = safe_text(session_get(session, "session/title"));
	seal->at = safe_text(state->at);
	seal->by = safe_text(state->by);
	seal->pack = safe_text(header->pack_id);
	seal->pack_version =
	    safe_text(version ? version : header->pack_version);
	seal->pack_recorded = safe_text(digest ? digest : header->pack_digest);
	seal->lines = session_commits(session) + 1;
	seal->seq = session_commits(session);
	memcpy(seal->sum,
	    session_commit(session, session_commits(session) - 1)->sum,
	    sizeof(seal->sum));
}

static bool
add_file(const char *dir, const char *name, struct seal *seal, uint64_t *size,
    struct err *err)
{
	char *path = path_join(dir, name);
	char sha256[DIGEST_HEX + 1];
	bool ok = seal_hash(path, UINT64_MAX, sha256, size, err);

	if (ok)
		seal_files_add(&seal->files, name, sha256);
	free(path);
	return ok;
}

/* The manifests and signatures of earlier seals, the last one's fingerprint
 * among them. */
static bool
add_earlier(const char *dir, struct seal *seal, struct err *err)
{
	struct seal before = { 0 };

	for (uint64_t n = 1; n < seal->number; n++) {
		char *sub = seal_path("", n, "");

		seal_files_collect(dir, sub, &seal->files);
		free(sub);
	}
	if (seal->number == 1)
		return true;
	if (!seal_read(dir, seal->number - 1, &before, err))
		return false;
	memcpy(seal->previous, before.fingerprint, sizeof(seal->previous));
	seal_done(&before);
	for (size_t i = 0; i < seal->files.count; i++)
		if (!*seal->files.items[i].sha256)
			return err_set(err, ERR_INPUT,
			    _("%s is no file that can be read: take it away, "
			      "then seal."),
			    seal->files.items[i].name);
	return true;
}

static bool
gather(const struct journal *journal, const struct session *session,
    const struct seal_files *evidence, struct seal *seal, struct err *err)
{
	const char *dir = journal_dir(journal);
	struct seal_state state;
	uint64_t size;

	if (!seals_standing(session, &state))
		return err_set(err, ERR_INPUT,
		    _("The session is not recorded as sealed."));
	fill(session, &state, seal);
	if (!add_earlier(dir, seal, err) ||
	    !add_file(dir, "journal", seal, &seal->bytes, err) ||
	    !add_file(dir, "session.yaml", seal, &size, err))
		return false;
	for (size_t i = 0; i < evidence->count; i++)
		seal_files_add(&seal->files, evidence->items[i].name,
		    evidence->items[i].sha256);
	seal_files_sort(&seal->files);
	return true;
}

bool
seal_make(const struct journal *journal, const struct session *session,
    const struct seal_files *evidence, const char *program,
    const char *pack_found, struct seal *seal, struct err *err)
{
	struct seal made = { .program = safe_text(program),
		.pack_found = safe_text(pack_found) };
	struct str text = { 0 };
	bool ok = journal_snapshot(journal, session, err) &&
	          gather(journal, session, evidence, &made, err);

	if (ok) {
		char *path =
		    seal_path(journal_dir(journal), made.number, "manifest");

		seal_write(&made, &text);
		ok = file_create(path, str_text(&text), text.len, err);
		free(path);
	}
	str_done(&text);
	if (ok)
		*seal = made;
	else
		seal_done(&made);
	return ok;
}

/* One file of a seal, as it is. */
static bool
carry_file(const char *from, const char *to, const char *name)
{
	char *source = path_join(from, name), *target = path_join(to, name);
	struct str text = { 0 };
	bool ok = file_read(source, SEAL_BYTES_MAX, &text, NULL) &&
	          file_replace(target, str_text(&text), text.len, false, NULL);

	str_done(&text);
	free(source);
	free(target);
	return ok;
}

static bool
carry_one(const char *from, const char *dir, uint64_t number)
{
	char *there = seal_path(from, number, "");
	char *here = seal_path(dir, number, "");
	char **names = NULL;
	size_t count = 0;
	bool ok = file_make_dirs(here, NULL) &&
	          file_list_all(there, &names, &count, NULL);

	for (size_t i = 0; i < count; i++)
		ok = carry_file(there, here, names[i]) && ok;
	file_names_free(names, count);
	free(there);
	free(here);
	return ok;
}

bool
seal_carry(const char *from, const char *dir)
{
	char **names;
	size_t count;
	bool ok = true;

	seal_list(from, &names, &count);
	for (size_t i = 0; i < count; i++)
		if (seal_number(names[i]))
			ok = carry_one(from, dir, seal_number(names[i])) && ok;
	file_names_free(names, count);
	return ok;
}
