/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay verify: is the session what its journal and seals say? */

#include <config.h>

#include <stdlib.h>

#include "app/sealing.h"
#include "app/signing.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/seals.h"
#include "model/session.h"
#include "store/seal.h"

/* How the signatures of one seal stand. */
enum signed_how { SIGNED_NOT, SIGNED_UNCHECKED, SIGNED_BADLY, SIGNED_WELL };
static const char *const signed_words[] = { "none", "not checked", "bad",
	"good" };

struct result {
	const char *dir;
	struct seal_check check;
	struct session *session; /* NULL: the journal cannot be read */
	enum signed_how *how;    /* by seal */
	char *bad;               /* the first signature that is not good */
	bool good;               /* nothing differs */
	enum { PACK_SAME, PACK_OTHER, PACK_GONE, PACK_UNKNOWN } pack;
};
static const char *const pack_words[] = { "same", "other", "not found",
	"unknown" };

static bool
check_signature(struct verb_ctx *ctx, struct result *r, size_t i,
    const char *name, enum signed_how *how)
{
	enum signing_verdict verdict = SIGNING_OTHER;

	if (!signing_check(r->dir, &r->check.seals[i].seal, name,
	        verb_option(ctx, OPT_SIGNERS), verb_option(ctx, OPT_SIGNER),
	        &verdict, ctx->err))
		return false;
	if (verdict == SIGNING_GOOD && *how != SIGNED_BADLY)
		*how = SIGNED_WELL;
	if (verdict == SIGNING_BAD) {
		*how = SIGNED_BADLY;
		if (!r->bad)
			r->bad = xstrdup(name);
	}
	return true;
}

/* Every signature that can be checked must be good. */
static bool
check_signatures(struct verb_ctx *ctx, struct result *r)
{
	bool asked = verb_option(ctx, OPT_SIGNERS) != NULL;

	r->how = xcalloc(r->check.count + 1, sizeof(*r->how));
	for (size_t i = 0; i < r->check.count; i++) {
		const struct seal_files *files =
		    &r->check.seals[i].signatures;

		r->how[i] = files->count ? SIGNED_UNCHECKED : SIGNED_NOT;
		for (size_t k = 0; asked && k < files->count; k++)
			if (!check_signature(ctx, r, i, files->items[k].name,
			        &r->how[i]))
				return false;
	}
	return true;
}

/* Who asks for a signer wants the latest seal to be signed by that one. */
static bool
is_signed(const struct verb_ctx *ctx, const struct result *r)
{
	if (!verb_option(ctx, OPT_SIGNERS))
		return true;
	return !r->bad && r->check.count &&
	       r->how[r->check.count - 1] == SIGNED_WELL;
}

/* The pack that is there against the one of the latest seal, or the one the
 * session was made with. */
static void
check_pack(struct verb_ctx *ctx, struct result *r)
{
	struct sealing s = { .session = r->session,
		.pack = verb_option(ctx, OPT_PACK),
		.datadir = ctx->datadir };
	char digest[DIGEST_HEX + 1];
	const char *wanted;

	r->pack = PACK_UNKNOWN;
	if (!r->session)
		return;
	wanted = session_get(r->session, "session/pack/digest");
	if (!wanted)
		wanted = session_header(r->session)->pack_digest;
	if (r->check.count && r->check.seals[r->check.count - 1].whole)
		wanted = r->check.seals[r->check.count - 1].seal.pack_found;
	if (!sealing_pack(&s, digest))
		r->pack = PACK_GONE;
	else if (wanted && *wanted)
		r->pack = str_equal(digest, wanted) ? PACK_SAME : PACK_OTHER;
}

static void
say_seal(struct str *out, const struct result *r, size_t i)
{
	const struct seal_checked *checked = &r->check.seals[i];
	const struct seal *seal = &checked->seal;
	char shown[DIGEST_SHORT + 1];
	struct seal_state state;

	if (!seal->number || !checked->whole)
		return;
	digest_short(seal->fingerprint, shown);
	str_printf(out,
	    /* TRANSLATORS: number, day, by whom, fingerprint */
	    _("Seal %u, %.*s, %s: %s"), (unsigned)seal->number, 10, seal->at,
	    seal->by, shown);
	seals_get(r->session, (unsigned)seal->number, &state);
	if (state.reopened)
		str_printf(out, _(", reopened %.10s"), state.reopened);
	str_add_char(out, '\n');
	for (size_t k = 0; k < checked->signatures.count; k++) {
		const char *name = checked->signatures.items[k].name;

		str_add(out, "  ");
		if (r->how[i] == SIGNED_WELL)
			str_printf(out, _("%s: a good signature"), name);
		else if (r->how[i] == SIGNED_BADLY)
			str_printf(out, _("%s: no good signature"), name);
		else
			str_printf(out,
			    _("%s: not checked; --signers FILE --signer NAME "
			      "checks it"),
			    name);
		str_add_char(out, '\n');
	}
}

static void
say_pack(struct str *out, const struct result *r)
{
	if (r->pack == PACK_OTHER)
		verb_wrapped(out,
		    _("Note: the pack was changed since. Its texts are not "
		      "part of the session; the answers are."),
		    0);
	else if (r->pack == PACK_GONE)
		verb_wrapped(out,
		    _("Note: the pack is not found and was not compared; "
		      "--pack names it."),
		    0);
}

/* What the last lines come to. */
static void
say_result(struct str *out, const struct result *r)
{
	const struct seal_check *check = &r->check;

	if (check->fault)
		return;
	str_printf(out,
	    ngettext("%zu line of the journal is whole and in its place.\n",
	        "%zu lines of the journal are whole and in their places.\n",
	        check->lines),
	    check->lines);
	if (check->evidence)
		str_printf(out,
		    ngettext("%zu file of evidence is as it was.\n",
		        "%zu files of evidence are as they were.\n",
		        check->evidence - check->unknown),
		    check->evidence - check->unknown);
	if (check->unknown)
		str_printf(out,
		    ngettext("%zu file in evidence/ belongs to no item.\n",
		        "%zu files in evidence/ belong to no item.\n",
		        check->unknown),
		    check->unknown);
	if (seals_standing(r->session, NULL))
		str_add(out, _("Sealed, and as it was sealed.\n"));
	else if (check->count)
		str_add(out,
		    _("Not sealed since it was reopened: what came after the "
		      "last seal is only chained.\n"));
	else
		str_add(out,
		    _("Not sealed: the lines are chained, and that is all.\n"));
}

static json_t *
seal_json(const struct result *r, size_t i)
{
	const struct seal_checked *checked = &r->check.seals[i];
	const struct seal *seal = &checked->seal;
	struct seal_state state;
	char shown[DIGEST_SHORT + 1] = "";

	seals_get(r->session, (unsigned)i + 1, &state);
	if (seal->number)
		digest_short(seal->fingerprint, shown);
	return json_pack("{s:I, s:o, s:o, s:o, s:o, s:b, s:s, s:o}", "number",
	    (json_int_t)i + 1, "at", verb_text(state.at), "by",
	    verb_text(state.by), "fingerprint",
	    verb_text(seal->number ? seal->fingerprint : NULL), "short",
	    verb_text(seal->number ? shown : NULL), "whole",
	    (int)checked->whole, "signature", signed_words[r->how[i]],
	    "reopened", verb_text(state.reopened));
}

static json_t *
difference_json(const struct result *r)
{
	const struct seal_check *check = &r->check;

	if (check->fault)
		return json_pack("{s:s, s:o, s:o}", "what",
		    seal_fault_word(check->fault), "file",
		    verb_text(check->file), "line",
		    check->line ? json_integer((json_int_t)check->line)
		                : json_null());
	if (r->bad)
		return json_pack("{s:s, s:o, s:n}", "what", "signature bad",
		    "file", verb_text(r->bad), "line");
	if (!r->good)
		return json_pack("{s:s, s:n, s:n}", "what", "not signed",
		    "file", "line");
	return json_null();
}

static json_t *
result_json(const struct result *r)
{
	json_t *seals = json_array();

	for (size_t i = 0; r->session && i < r->check.count; i++)
		json_array_append_new(seals, seal_json(r, i));
	return json_pack("{s:b, s:b, s:o, s:o, s:I, s:I, s:s}", "whole",
	    (int)r->good, "sealed",
	    (int)(r->session && seals_standing(r->session, NULL)), "seals",
	    seals, "difference", difference_json(r), "lines",
	    (json_int_t)r->check.lines, "evidence",
	    (json_int_t)r->check.evidence, "pack", pack_words[r->pack]);
}

/* The first thing that differs, as an error with its place. */
static bool
blame(const struct result *r, struct err *err)
{
	if (r->check.fault)
		return err_set_at(err, ERR_INPUT, r->check.file, r->check.line,
		    0, "%s", seal_fault_text(r->check.fault));
	if (r->bad)
		return err_set_at(err, ERR_INPUT, r->bad, 0, 0,
		    _("The signature is not a good one of that signer for "
		      "this seal."));
	if (!r->good)
		return err_set(err, ERR_INPUT,
		    _("The latest seal has no signature of that signer."));
	return true;
}

static bool
check_options(const struct verb_ctx *ctx)
{
	bool file = verb_option(ctx, OPT_SIGNERS) != NULL;
	bool name = verb_option(ctx, OPT_SIGNER) != NULL;

	return file == name ||
	       err_set(ctx->err, ERR_USAGE,
	           _("--signers FILE and --signer NAME go together."));
}

bool
verb_verify(struct verb_ctx *ctx)
{
	struct result r = { .dir = ctx->args[0] };

	if (!check_options(ctx) ||
	    !seal_verify(r.dir, &r.check, &r.session, ctx->err))
		return false;
	bool ok = check_signatures(ctx, &r);

	if (ok) {
		r.good = !r.check.fault && is_signed(ctx, &r);
		check_pack(ctx, &r);
		if (ctx->given & OPT_JSON) {
			verb_json_take(ctx, result_json(&r));
		} else {
			for (size_t i = 0; i < r.check.count; i++)
				say_seal(&ctx->out, &r, i);
			say_result(&ctx->out, &r);
			say_pack(&ctx->out, &r);
		}
		ok = blame(&r, ctx->err);
	}
	free(r.how);
	free(r.bad);
	seal_check_done(&r.check);
	session_free(r.session);
	return ok;
}
