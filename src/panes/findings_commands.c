/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* F everywhere, and the keys of view 7. */

#include <config.h>

#include "panes/findings.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/evidence.h"
#include "panes/field_ask.h"
#include "panes/findings_parts.h"
#include "panes/item_text.h"
#include "panes/keymap.h"
#include "panes/objective.h"
#include "panes/panes.h"

static const char segment[] = "findings";
/* A letter for each state in the order of findings_state_word. */
static const char state_letters[] = "dciol";

static bool
is_writable(struct command_ctx *ctx)
{
	return !ctx->desk->read_only ||
	       err_set(ctx->err, ERR_INPUT,
	           _("The session is open to read: nothing can be changed."));
}

static struct findings_pane *
pane_of(struct pane *pane)
{
	return pane && pane->ops == &findings_ops ? (struct findings_pane *)pane
	                                          : NULL;
}

static struct findings_pane *
of(const struct command_ctx *ctx)
{
	struct findings_pane *p = pane_of(ctx->pane);

	if (!p)
		err_set(ctx->err, ERR_INPUT,
		    _("This works among the findings: 7 shows them."));
	return p;
}

/* The recorded finding under the cursor of view 7; NULL and *err: none. */
static const struct finding *
recorded(struct command_ctx *ctx)
{
	struct findings_pane *p = of(ctx);
	const struct finding *f = p ? findings_here(p) : NULL;

	if (!p || !is_writable(ctx))
		return NULL;
	if (!f)
		err_set(
		    ctx->err, ERR_INPUT, _("No finding is under the cursor."));
	else if (!f->id)
		err_set(ctx->err, ERR_INPUT,
		    _("This is a candidate: F records it as a finding."));
	return f && f->id ? f : NULL;
}

/* What F means of a criterion: only what is not met, or in part. */
static bool
is_failing(const struct desk *desk, struct spot spot)
{
	enum criterion_state state = desk_state(desk, spot);

	return state == STATE_NOT_MET || state == STATE_PARTIAL;
}

/* The item at hand that fails, else the control; NULL: no control is chosen.
 * The caller frees it. */
static char *
subject(const struct pane *pane, const struct desk *desk)
{
	struct spot spot =
	    desk->last.control != CATALOG_NONE ? desk->last : desk->spot;
	struct desk_objective at;

	if (desk->spot.control == CATALOG_NONE)
		return NULL;
	if (pane && objective_at(pane, desk, &at)) {
		if (desk->designated.control != CATALOG_NONE)
			at = desk->designated;
		return item_text_of(desk, at.control,
		    objective_designation(desk, at) == DESIGNATION_DEFICIENT
		        ? at.row
		        : CATALOG_NONE,
		    CATALOG_NONE);
	}
	return item_text_of(desk, spot.control, CATALOG_NONE,
	    is_failing(desk, spot) ? desk_criterion(desk, spot) : CATALOG_NONE);
}

/* "F-03", for the one that is about to be recorded. */
static void
say_new(struct command_ctx *ctx, const char *about)
{
	struct findings findings;
	struct str item = { 0 };

	findings_list(ctx->desk, false, &findings);
	if (about)
		item_text_show(ctx->desk, about, &item);
	/* TRANSLATORS: a finding by its number, and what it is about */
	str_printf(ctx->message,
	    _("F-%02zu recorded on %s. F again opens it, U takes it back."),
	    findings.count + 1, item.len ? str_text(&item) : _("no control"));
	findings_done(&findings);
	str_done(&item);
}

/* The record made shows in view 7, if that is where one is. */
static void
go_to(struct command_ctx *ctx, char *id_take)
{
	struct findings_pane *p = pane_of(ctx->pane);

	if (p)
		desk_set(&p->key, id_take);
	free(id_take);
}

static void
make_about(struct command_ctx *ctx, const char *about)
{
	say_new(ctx, about);
	go_to(ctx, finding_add(ctx->desk, ctx->changes, about));
}

static void
make_candidate(struct command_ctx *ctx, const struct finding *f)
{
	say_new(ctx, f->about);
	go_to(ctx, finding_take(ctx->desk, ctx->changes, f));
}

/* The candidate that an item of evidence not available is; false: it is
 * none. */
static bool
take_missing(struct command_ctx *ctx, const char *artifact)
{
	struct findings findings;
	bool found = false;

	findings_list(ctx->desk, true, &findings);
	for (size_t i = 0; i < findings.count && !found; i++) {
		found = str_equal(findings.items[i].artifact, artifact);
		if (found)
			make_candidate(ctx, &findings.items[i]);
	}
	findings_done(&findings);
	return found;
}

/* What was typed: an item, recorded on or shown where it is already. */
static bool
take_item(struct command_ctx *ctx, const char *text, char **open)
{
	char *about = item_text_parse(ctx->desk, text);

	if (!about)
		return err_set(ctx->err, ERR_INPUT,
		    _("\"%s\" is nothing of this pack; write OPS-03, "
		      "OPS-03 3.3 or OPS-03_A01."),
		    text);
	*open = finding_find(ctx->desk->session, about);
	if (!*open)
		make_about(ctx, about);
	free(about);
	return true;
}

static bool
typed(struct command_ctx *ctx)
{
	struct findings_pane *p = of(ctx);
	char *open = NULL;
	bool ok =
	    p && (!*ctx->argument || take_item(ctx, ctx->argument, &open));

	if (ok && open) {
		findings_show(&p->pane, ctx->desk, open);
		str_add(ctx->message, _("This one is recorded already."));
	}
	free(open);
	return ok;
}

/* In view 7 what is at hand has its finding: asks for another item. */
static bool
ask_item(struct command_ctx *ctx, const struct finding *f)
{
	struct str item = { 0 };

	if (f && f->about)
		item_text_show(ctx->desk, f->about, &item);
	ctx->ask->label = _("finding on");
	ctx->ask->initial = str_steal(&item);
	ctx->ask->note = xstrdup(_("OPS-03, OPS-03 3.3 or OPS-03_A01"));
	ctx->ask->done = typed;
	return true;
}

bool
findings_new(struct command_ctx *ctx, char **open)
{
	struct findings_pane *p = pane_of(ctx->pane);
	const struct finding *f = p ? findings_here(p) : NULL;
	const char *item = evidence_at(ctx->pane);
	char *about;

	if (open)
		*open = NULL;
	if (!is_writable(ctx))
		return false;
	if (open && ctx->argument && *ctx->argument)
		return take_item(ctx, ctx->argument, open);
	if (f && !f->id) {
		make_candidate(ctx, f);
		return true;
	}
	if (p && p->rows.shown)
		return ask_item(ctx, f);
	if (item && take_missing(ctx, item))
		return true;
	about = subject(ctx->pane, ctx->desk);
	if (!about)
		return err_set(ctx->err, ERR_INPUT, _("No control is chosen."));
	if (open)
		*open = finding_find(ctx->desk->session, about);
	if (!open || !*open)
		make_about(ctx, about);
	free(about);
	return true;
}

static bool
set_state(struct command_ctx *ctx, const char *id, int state)
{
	char *name = finding_name(ctx->desk->session, id);

	finding_set_state(ctx->desk->session, ctx->changes, id,
	    findings_state_word(state), ctx->desk->frame.today);
	/* TRANSLATORS: a finding, and its state: "F-01 confirmed." */
	str_printf(ctx->message, _("%s %s."), name ? name : id,
	    _(findings_state_word(state)));
	free(name);
	return true;
}

static int
state_now(const struct command_ctx *ctx, const char *id)
{
	const char *word = record_get(ctx->desk->session, segment, id, "state");
	int state = 0;

	for (int i = 0; i < FINDINGS_CANDIDATE; i++)
		if (str_equal(findings_state_word(i), word))
			state = i;
	return state;
}

/* One letter; e once more takes the usual next state. */
static bool
take_state(struct command_ctx *ctx)
{
	const char *letter;

	if (!*ctx->argument)
		return true;
	if (*ctx->argument == 'e') {
		int now = state_now(ctx, ctx->topic);

		return set_state(ctx, ctx->topic,
		    now + 1 < FINDINGS_CANDIDATE ? now + 1 : now);
	}
	letter = strchr(state_letters, *ctx->argument);
	if (!letter)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s stands for none of these."), ctx->argument);
	return set_state(ctx, ctx->topic, (int)(letter - state_letters));
}

static bool
ask_state(struct command_ctx *ctx, const struct finding *f)
{
	struct str choices = { 0 };

	str_printf(&choices, "%s:", f->name);
	for (int i = 0; i < FINDINGS_CANDIDATE; i++)
		str_printf(&choices, "  %c %s", state_letters[i],
		    _(findings_state_word(i)));
	/* TRANSLATORS: the key e takes the usual next state */
	str_printf(&choices, "  e %s", _("next"));
	ctx->ask->label = _("state");
	ctx->ask->choices = str_steal(&choices);
	ctx->ask->topic = xstrdup(f->id);
	ctx->ask->done = take_state;
	return true;
}

/* The ids of artifacts, a blank or comma between them. */
static bool
take_evidence(struct command_ctx *ctx)
{
	const struct artifacts *all = desk_artifacts(ctx->desk);
	struct str ids = { 0 };
	bool ok = true;

	for (const char *p = ctx->argument; ok && *p;) {
		size_t len = strcspn(p, " ,");
		char *word = xstrndup(p, len);
		size_t at = len ? artifacts_find(all, word) : CATALOG_NONE;

		if (len && at == CATALOG_NONE)
			ok = err_set(ctx->err, ERR_INPUT,
			    _("\"%s\" is no item of evidence."), word);
		else if (len)
			str_printf(&ids, "%s%s", ids.len ? " " : "",
			    artifacts_at(all, at)->id);
		free(word);
		p += len + (p[len] != '\0');
	}
	if (ok)
		record_set(ctx->changes, segment, ctx->topic, "evidence",
		    str_text(&ids));
	str_done(&ids);
	return ok;
}

bool
findings_ask(
    struct command_ctx *ctx, const struct finding *f, const char *field)
{
	const char *label = _(field);

	if (!is_writable(ctx))
		return false;
	if (str_equal(field, "state"))
		return ask_state(ctx, f);
	if (str_equal(field, "evidence")) {
		ctx->ask->label = label;
		ctx->ask->initial = xstrdup(f->evidence);
		ctx->ask->note = xstrdup(_("ids, a blank between them"));
		ctx->ask->topic = xstrdup(f->id);
		ctx->ask->done = take_evidence;
		return true;
	}
	char *path = record_path(segment, f->id, field);

	field_ask(ctx, path, label,
	    xstrdup(str_equal(field, "affects")
	                ? _("people, process, technology, data, facility")
	                : f->name));
	free(path);
	return true;
}

/* A field of the one under the cursor: as given, or asked for. */
static bool
field_command(struct command_ctx *ctx, const char *field)
{
	const struct finding *f = recorded(ctx);

	if (!f)
		return false;
	if (!ctx->argument || !*ctx->argument)
		return findings_ask(ctx, f, field);
	char *path = record_path(segment, f->id, field);
	bool ok = field_take(ctx, path, ctx->argument);

	free(path);
	return ok;
}

static bool
owner_command(struct command_ctx *ctx)
{
	return field_command(ctx, "owner");
}

static bool
due_command(struct command_ctx *ctx)
{
	return field_command(ctx, "due");
}

/* The word's place among so many, as written or translated; -1 and *err: it
 * is none. */
static int
find_word(struct command_ctx *ctx, const char *(*word)(int i), int count)
{
	struct str list = { 0 };
	int found = -1;

	for (int i = 0; i < count; i++) {
		if (strcasecmp(ctx->argument, word(i)) == 0 ||
		    strcasecmp(ctx->argument, _(word(i))) == 0)
			found = i;
		str_printf(&list, "%s%s", i ? ", " : "", _(word(i)));
	}
	if (found < 0)
		err_set(ctx->err, ERR_INPUT, _("\"%s\" is none of these: %s."),
		    ctx->argument, str_text(&list));
	str_done(&list);
	return found;
}

static bool
state_command(struct command_ctx *ctx)
{
	const struct finding *f = recorded(ctx);

	if (!f)
		return false;
	if (!ctx->argument || !*ctx->argument)
		return ask_state(ctx, f);
	int state = find_word(ctx, findings_state_word, FINDINGS_CANDIDATE);

	return state >= 0 && set_state(ctx, f->id, state);
}

static bool
told_command(struct command_ctx *ctx)
{
	const struct finding *f = recorded(ctx);

	if (!f)
		return false;
	record_set(
	    ctx->changes, segment, f->id, "told", f->told ? NULL : "yes");
	str_printf(ctx->message,
	    f->told ? _("%s is not told to the client yet.")
	            : _("%s is told to the client."),
	    f->name);
	return true;
}

static bool
link_command(struct command_ctx *ctx)
{
	const struct finding *f = recorded(ctx);

	if (!f)
		return false;
	if (!f->about || f->control == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s is about no control of this pack: nothing can be "
		      "linked."),
		    f->name);
	evidence_link_item(ctx, f->about);
	return true;
}

static const char *
group_word(int i)
{
	return findings_group_word((enum findings_group)i);
}

static const char *
sort_word(int i)
{
	return findings_sort_word((enum findings_sort)i);
}

static bool
by_command(struct command_ctx *ctx)
{
	struct findings_pane *p = of(ctx);
	int group;

	if (!p)
		return false;
	group = ctx->argument && *ctx->argument
	            ? find_word(ctx, group_word, FINDINGS_GROUPS)
	            : ((int)p->want.group + 1) % FINDINGS_GROUPS;
	if (group < 0)
		return false;
	p->want.group = (enum findings_group)group;
	p->changed = true;
	p->inside = false;
	return true;
}

static bool
sort_command(struct command_ctx *ctx)
{
	struct findings_pane *p = of(ctx);
	int sort;

	if (!p)
		return false;
	sort = ctx->argument && *ctx->argument
	           ? find_word(ctx, sort_word, FINDINGS_SORTS)
	           : ((int)p->want.sort + 1) % FINDINGS_SORTS;
	if (sort < 0)
		return false;
	p->want.sort = (enum findings_sort)sort;
	p->changed = true;
	p->inside = false;
	str_printf(ctx->message, _("Sorted by %s."), _(sort_word(sort)));
	return true;
}

static bool
filter_command(struct command_ctx *ctx)
{
	struct findings_pane *p = of(ctx);

	if (!p)
		return false;
	if (ctx->argument)
		findings_narrow(p, ctx->argument);
	else
		ctx->open_drawer = findings_filter_open(p);
	return true;
}

static bool
all_command(struct command_ctx *ctx)
{
	struct findings_pane *p = of(ctx);

	if (!p)
		return false;
	if (!p->want.words)
		str_add(ctx->message,
		    _("All findings are shown already. & narrows them."));
	findings_narrow(p, NULL);
	return true;
}

/* From the record's lines to the list; from the list as anywhere. */
static bool
list_command(struct command_ctx *ctx)
{
	struct findings_pane *p = pane_of(ctx->pane);

	if (p && p->inside) {
		p->inside = false;
		return true;
	}
	ctx->next = NEXT_RUN;
	ctx->run = ctx->pane && ctx->pane->keymap
	               ? keymap_by_name(ctx->pane->keymap, "back", NULL)
	               : NULL;
	return true;
}

/* clang-format off */
static const struct command commands[] = {
	{ "finding-state", "e", N_("how the finding stands: one letter; e again takes the next"), state_command, N_("STATE"), N_("state") },
	{ "finding-owner", "w", N_("who is to mend it"), owner_command, N_("NAME"), N_("owner") },
	{ "finding-due", "d", N_("by when it is to be mended: fri, 17.7., +30, 2w"), due_command, N_("DATE"), N_("due") },
	{ "finding-link", "E", N_("link evidence that would clear it"), link_command, NULL, N_("link") },
	{ "finding-told", "T", N_("the client was told of it, or not yet"), told_command, NULL, N_("told") },
	{ "findings-sort", "S", N_("sort findings by id, due day, control or state"), sort_command, N_("ORDER"), N_("sort") },
	{ "findings-by", "v", N_("group findings by control, owner, due day, or not at all"), by_command, N_("GROUP"), N_("group") },
	{ "findings-filter", "&", N_("show only the findings that have all words"), filter_command, N_("WORDS"), N_("filter") },
	{ "findings-all", "*", N_("show all findings again"), all_command, NULL, NULL },
	{ "findings-list", "Esc ^C", N_("from the record back to the list"), list_command, NULL, N_("list") },
	{ 0 },
};
/* clang-format on */

const struct command_table findings_table = {
	"findings",
	N_("Findings"),
	commands,
};
