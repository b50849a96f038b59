/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Sealing, reopening, and the words for both. */

#include <config.h>

#include "app/sealing.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/verbs.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/seals.h"
#include "model/session.h"
#include "store/content.h"
#include "store/journal.h"
#include "store/seal.h"

enum { DAY = 10 }; /* the bytes of 2026-11-22 */

bool
sealing_fingerprint(const char *dir, const struct session *session,
    char fingerprint[DIGEST_HEX + 1])
{
	struct seal_state state;
	struct seal seal;

	*fingerprint = '\0';
	if (!dir || !session || !seals_standing(session, &state) ||
	    !seal_read(dir, state.number, &seal, NULL))
		return false;
	memcpy(fingerprint, seal.fingerprint, sizeof(seal.fingerprint));
	seal_done(&seal);
	return true;
}

char *
sealing_words(const char *dir, const struct session *session, bool screen)
{
	struct seal_state state;
	struct seal seal;
	struct err err = { 0 };
	char shown[DIGEST_SHORT + 1];

	if (!session || !seals_standing(session, &state))
		return NULL;
	if (!seal_read(dir, state.number, &seal, &err)) {
		bool absent = err.code == ERR_ABSENT;

		err_done(&err);
		return xasprintf(absent
		        ? _("Sealed %.*s, its manifest was not written: assay "
		            "seal does it.")
		        : _("Sealed %.*s, its manifest is damaged: assay "
		            "verify tells more."),
		    DAY, state.at);
	}
	digest_short(seal.fingerprint, shown);
	seal_done(&seal);
	return xasprintf(
	    /* TRANSLATORS: a day and a fingerprint; reopen is never
	       translated */
	    screen ? _("Sealed %.*s as %s; :reopen makes an amendment.")
	           : _("Sealed %.*s as %s: assay reopen makes an amendment."),
	    DAY, state.at, shown);
}

char *
sealing_line(const char *dir, const struct session *session)
{
	struct seal_state state;
	char hex[DIGEST_HEX + 1], shown[DIGEST_SHORT + 1] = "-";
	bool stands = seals_standing(session, &state);

	if (!state.number)
		return NULL;
	if (stands && sealing_fingerprint(dir, session, hex))
		digest_short(hex, shown);
	else if (!stands && state.fingerprint)
		digest_short(state.fingerprint, shown);
	if (stands)
		return xasprintf(
		    /* TRANSLATORS: number, day, by whom, fingerprint */
		    _("Seal %u, %.*s, %s: %s"), state.number, DAY, state.at,
		    state.by, shown);
	return xasprintf(
	    /* TRANSLATORS: number, day, fingerprint; day, by whom, why */
	    _("Not sealed: seal %u, %.*s, %s, was reopened %.*s by %s: %s"),
	    state.number, DAY, state.at, shown, DAY, state.reopened,
	    state.reopened_by, state.why ? state.why : "");
}

static json_t *
reopened_json(const struct seal_state *state)
{
	if (!state->reopened)
		return json_null();
	return json_pack("{s:o, s:o, s:o}", "at", verb_text(state->reopened),
	    "by", verb_text(state->reopened_by), "why",
	    verb_text(state->why));
}

json_t *
sealing_json(const char *dir, const struct session *session)
{
	struct seal_state state;
	struct seal seal = { 0 };
	struct seal_files signatures = { 0 };
	const char *print = NULL;

	seals_standing(session, &state);
	if (!state.number)
		return json_null();
	bool read = seal_read(dir, state.number, &seal, NULL);

	if (read) {
		print = seal.fingerprint;
		seal_signatures(dir, &seal, &signatures, NULL);
	}
	json_t *json = json_pack("{s:I, s:b, s:o, s:o, s:o, s:b, s:o}",
	    "number", (json_int_t)state.number, "stands",
	    (int)(state.reopened == NULL), "at", verb_text(state.at), "by",
	    verb_text(state.by), "fingerprint",
	    verb_text(state.reopened ? state.fingerprint : print), "signed",
	    (int)(signatures.count > 0), "reopened", reopened_json(&state));

	seal_files_done(&signatures);
	seal_done(&seal);
	return json;
}

bool
sealing_pack(const struct sealing *sealing, char digest[DIGEST_HEX + 1])
{
	const struct session_header *header = session_header(sealing->session);
	const char *path = session_get(sealing->session, "session/pack/path");
	const char *also = path ? path : header->pack_path;
	char *found =
	    content_find(sealing->pack ? sealing->pack : header->pack_id,
	        sealing->pack ? NULL : also, sealing->datadir, NULL);
	bool ok = found && content_digest(found, digest, NULL);

	free(found);
	return ok;
}

bool
sealing_begin(const struct sealing *sealing, const struct stamp *stamp,
    struct seal_files *evidence, struct commit *commit, struct err *err)
{
	struct seal_files found = { 0 };
	struct seal_state state;
	char hex[DIGEST_HEX + 1];
	const char *dir = journal_dir(sealing->journal);
	bool stands = seals_standing(sealing->session, &state);

	if (stands && sealing_fingerprint(dir, sealing->session, hex)) {
		char *words = sealing_words(dir, sealing->session, false);

		err_set(err, ERR_INPUT, "%s", words);
		free(words);
		return false;
	}
	if (!seal_prepare(sealing->journal, sealing->session, &found, err))
		return false;
	if (!stands &&
	    !seals_prepare(sealing->session, stamp, commit, err)) {
		seal_files_done(&found);
		return false;
	}
	if (stands)
		*commit = (struct commit){ 0 };
	*evidence = found;
	return true;
}

bool
sealing_finish(const struct sealing *sealing,
    const struct seal_files *evidence, struct seal *seal, struct err *err)
{
	char digest[DIGEST_HEX + 1];
	bool found = sealing_pack(sealing, digest);

	return seal_make(sealing->journal, sealing->session, evidence,
	    "assay " PACKAGE_VERSION, found ? digest : NULL, seal, err);
}

/* Is the journal the sealed one, to its last byte? The lines were checked
 * when it was opened. */
static bool
check_journal(const struct sealing *sealing, const struct seal *seal,
    struct err *err)
{
	char *path = path_join(journal_dir(sealing->journal), "journal");
	size_t count = session_commits(sealing->session);
	struct stat st;
	bool same = stat(path, &st) == 0 &&
	            (uint64_t)st.st_size == seal->bytes && count &&
	            str_equal(session_commit(sealing->session, count - 1)->sum,
	                seal->sum);

	if (!same)
		err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("The journal is not the sealed one; assay verify tells "
		      "what differs."));
	free(path);
	return same;
}

bool
sealing_reopen(const struct sealing *sealing, const char *why,
    const struct stamp *stamp, struct commit *commit, struct err *err)
{
	struct seal_state state;
	struct seal seal;

	if (!seals_standing(sealing->session, &state))
		return err_set(err, ERR_INPUT,
		    _("The session is not sealed: it can be written as it "
		      "is."));
	if (!seal_read(
	        journal_dir(sealing->journal), state.number, &seal, err))
		return err->code == ERR_ABSENT
		           ? err_set(err, ERR_ABSENT,
		                 "%s",
		                 seal_fault_text(SEAL_UNFINISHED))
		           : false;
	bool ok = check_journal(sealing, &seal, err) &&
	          seals_prepare_reopen(sealing->session, seal.fingerprint, why,
	              stamp, commit, err);

	seal_done(&seal);
	return ok;
}
