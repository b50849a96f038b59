/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay seal, assay reopen. */

#include <config.h>

#include <stdlib.h>
#include <time.h>

#include "app/app_parts.h"
#include "app/sealing.h"
#include "app/settings.h"
#include "app/signing.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "model/seals.h"
#include "model/session.h"
#include "store/journal.h"
#include "store/seal.h"

static void
close_session(struct sealing *s)
{
	if (s->journal)
		journal_close(s->journal);
	session_free(s->session);
	s->journal = NULL;
	s->session = NULL;
}

/* Nothing is touched in a session that is sealed, not even a torn end: the
 * first look reads. */
static bool
open_to(struct verb_ctx *ctx, enum journal_mode mode, struct sealing *s)
{
	*s = (struct sealing){ .pack = verb_option(ctx, OPT_PACK),
		.datadir = ctx->datadir };
	if (!journal_open(
	        ctx->args[0], mode, &s->journal, &s->session, ctx->err))
		return false;
	if (mode == JOURNAL_WRITE) {
		journal_hold_as(s->journal, ctx->assessor);
		verb_tell_torn(ctx, s->journal);
	}
	return true;
}

static bool
record(struct verb_ctx *ctx, struct sealing *s, struct commit *commit)
{
	if (!journal_append(s->journal, commit, ctx->err)) {
		commit_done(commit);
		journal_withdraw(s->journal);
		return verb_not_recorded(ctx->err);
	}
	session_apply_take(s->session, commit);
	return true;
}

static bool
make(struct verb_ctx *ctx, struct sealing *s, struct seal *seal)
{
	struct seal_files evidence = { 0 };
	struct commit commit = { 0 };
	char at[32];
	struct stamp stamp = { ctx->assessor, NULL, at };

	app_format_time(time(NULL), at);
	if (!sealing_begin(s, &stamp, &evidence, &commit, ctx->err))
		return false;
	bool ok = (!commit.count || record(ctx, s, &commit)) &&
	          (sealing_finish(s, &evidence, seal, ctx->err) ||
	              err_wrap(ctx->err,
	                  _("Recorded as sealed, without manifest; assay seal "
	                    "writes it")));

	seal_files_done(&evidence);
	return ok;
}

/* What signs: the key asked for, else the settings' command. */
static bool
is_signing(const struct verb_ctx *ctx)
{
	return verb_option(ctx, OPT_SIGN) || ctx->settings->signer;
}

/* The seal stands already: a signature is all that can be added. */
static bool
find_standing(struct verb_ctx *ctx, const struct sealing *s, struct seal *seal)
{
	struct seal_files signatures = { 0 };
	struct seal_state state;
	char *words = NULL;

	seals_standing(s->session, &state);
	if (!seal_read(journal_dir(s->journal), state.number, seal, ctx->err))
		return false;
	bool ok = seal_signatures(
	    journal_dir(s->journal), seal, &signatures, ctx->err);

	if (ok && is_signing(ctx) && signatures.count)
		ok = err_set(ctx->err, ERR_INPUT,
		    _("Seal %u is signed already: %s."), state.number,
		    signatures.items[0].name);
	else if (ok && !is_signing(ctx)) {
		words =
		    sealing_words(journal_dir(s->journal), s->session, false);
		ok = err_set(ctx->err, ERR_INPUT, "%s", words ? words : "");
	}
	free(words);
	seal_files_done(&signatures);
	return ok;
}

/* The seal, made now or made before. */
static bool
find_or_make(struct verb_ctx *ctx, struct sealing *s, struct seal *seal)
{
	struct seal_state state;
	struct err absent = { 0 };

	if (!open_to(ctx, JOURNAL_READ, s))
		return false;
	if (seals_standing(s->session, &state)) {
		if (seal_read(journal_dir(s->journal), state.number, seal,
		        &absent)) {
			seal_done(seal);
			return find_standing(ctx, s, seal);
		}
		if (absent.code != ERR_ABSENT) {
			*ctx->err = absent;
			return false;
		}
		err_done(&absent);
	}
	close_session(s);
	return open_to(ctx, JOURNAL_WRITE, s) && make(ctx, s, seal);
}

static void
say(struct verb_ctx *ctx, const struct sealing *s, const struct seal *seal)
{
	char shown[DIGEST_SHORT + 1];
	char *line = sealing_line(journal_dir(s->journal), s->session);

	if (ctx->given & OPT_JSON) {
		verb_json_take(ctx,
		    json_pack("{s:o}", "seal",
		        sealing_json(journal_dir(s->journal), s->session)));
	} else {
		digest_short(seal->fingerprint, shown);
		str_printf(&ctx->out, "%s\n", shown);
		verb_safe(&ctx->out, line ? line : "", false);
		str_add_char(&ctx->out, '\n');
		verb_wrapped(&ctx->out,
		    _("The fingerprint stands in every report from now on. "
		      "Write it on paper that the client keeps: that, or a "
		      "signature, is what shows later that this is the same "
		      "session."),
		    0);
		if (!*seal->pack_found)
			verb_wrapped(&ctx->out,
			    _("The pack was not found; its digest is not in "
			      "the seal."),
			    0);
	}
	free(line);
}

bool
verb_seal(struct verb_ctx *ctx)
{
	struct sealing s = { 0 };
	struct seal seal = { 0 };
	const char *key = verb_option(ctx, OPT_SIGN);
	size_t count = 0;
	bool ok = find_or_make(ctx, &s, &seal);

	if (ok) {
		/* what is sealed is sealed, signed or not */
		if (is_signing(ctx))
			ok = signing_make(journal_dir(s.journal), &seal, key,
			    ctx->settings->signer, &count, ctx->err);
		say(ctx, &s, &seal);
		if (count && !(ctx->given & OPT_JSON))
			str_printf(&ctx->out,
			    ngettext("%zu signature beside the manifest.\n",
			        "%zu signatures beside the manifest.\n",
			        count),
			    count);
	}
	seal_done(&seal);
	close_session(&s);
	return ok;
}

bool
verb_reopen(struct verb_ctx *ctx)
{
	struct sealing s = { 0 };
	struct commit commit = { 0 };
	char at[32];
	struct stamp stamp = { ctx->assessor, NULL, at };
	const char *why = verb_option(ctx, OPT_WHY);

	app_format_time(time(NULL), at);
	if (!why || !*why)
		return err_set(ctx->err, ERR_USAGE,
		    _("An amendment needs its reason: --why TEXT."));
	/* a first look that changes nothing, then the deed */
	bool ok = open_to(ctx, JOURNAL_READ, &s) &&
	          sealing_reopen(&s, why, &stamp, &commit, ctx->err);

	commit_done(&commit);
	close_session(&s);
	ok = ok && open_to(ctx, JOURNAL_WRITE, &s) &&
	     sealing_reopen(&s, why, &stamp, &commit, ctx->err) &&
	     record(ctx, &s, &commit);
	if (ok) {
		/* made anew at any time; what counts is recorded */
		journal_snapshot(s.journal, s.session, NULL);
		char *line = sealing_line(journal_dir(s.journal), s.session);

		verb_safe(&ctx->out, line ? line : "", false);
		str_add_char(&ctx->out, '\n');
		free(line);
	}
	close_session(&s);
	return ok;
}
