/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One answer, many controls: the preview of who gets it, and its keys. */

#include <config.h>

#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "panes/twins_parts.h"

enum { NAMES = 3 };

static const char *
control_id(const struct desk *desk, size_t control)
{
	return catalog_string(desk->catalog, CONTROL_ID, control);
}

/* The domain of the criterion. */
static const char *
domain_id(const struct desk *desk, struct spot spot)
{
	return catalog_string(desk->catalog, DOMAIN_ID,
	    catalog_ref(desk->catalog, CONTROL_DOMAIN, spot.control));
}

struct pane *
twins_open(const struct desk *desk, struct spot spot, struct err *err)
{
	struct twins twins;
	char *name = desk_spot_name(desk, spot);

	twins_find(
	    desk, spot.control, spot.level, desk_criterion(desk, spot), &twins);
	if (twins.count) {
		struct twins_drawer *drawer = xcalloc(1, sizeof(*drawer));

		drawer->pane.ops = &twins_ops;
		drawer->spot = spot;
		drawer->state = desk_state(desk, spot);
		drawer->twins = twins;
		picker_init(&drawer->picker, NULL);
		picker_set_count(&drawer->picker, twins.count);
		free(name);
		return &drawer->pane;
	}
	err_set(err, ERR_INPUT,
	    _("%s stands in no other control of %s: there is nothing to "
	      "copy it to."),
	    name, domain_id(desk, spot));
	twins_done(&twins);
	free(name);
	return NULL;
}

static void
done(struct pane *pane)
{
	struct twins_drawer *drawer = (struct twins_drawer *)pane;

	twins_done(&drawer->twins);
	picker_done(&drawer->picker);
	free(drawer);
}

static size_t
count_taken(const struct twins_drawer *drawer)
{
	size_t count = 0;

	for (size_t i = 0; i < drawer->twins.count; i++)
		count += twins_is_taken(drawer, &drawer->twins.items[i]);
	return count;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct twins_drawer *drawer = (const struct twins_drawer *)pane;
	struct twins_parts parts = twins_divide(drawer, desk, 0, cols);

	/* and a blank row below */
	return parts.text + parts.foot + parts.list + 6;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct twins_drawer *drawer = (struct twins_drawer *)pane;
	struct twins_parts parts =
	    twins_divide(drawer, desk, pane->rect.rows, pane->rect.cols);

	picker_scroll(&drawer->picker, drawer->picker.cursor,
	    drawer->picker.cursor, drawer->twins.count, (size_t)parts.list);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct twins_drawer *drawer = (const struct twins_drawer *)pane;
	size_t count = drawer->twins.count, taken = count_taken(drawer);

	str_printf(title,
	    /* TRANSLATORS: the second %s is a domain's id */
	    ngettext("The same criterion in %zu other control of %s",
	        "The same criterion in %zu other controls of %s", count),
	    count, domain_id(desk, drawer->spot));
	if (taken)
		str_printf(right,
		    ngettext("Enter answers %zu", "Enter answers %zu", taken),
		    taken);
	if (drawer->state != STATE_UNASSESSED)
		str_printf(right, "%s%s", right->len ? "   " : "",
		    _("Space leave out, take in"));
	str_printf(right, "%s%s", right->len ? "   " : "", _("Esc none"));
}

/* "4.1 answered in OPS-04 and OPS-07. U takes both back." */
static void
say_answered(const struct twins_drawer *drawer, const struct desk *desk,
    struct str *message)
{
	size_t count = count_taken(drawer), named = 0;
	struct str names = { 0 };

	for (size_t i = 0; i < drawer->twins.count && count <= NAMES; i++) {
		const struct twin *twin = &drawer->twins.items[i];

		if (twins_is_taken(drawer, twin))
			str_printf(&names, "%s%s", named++ ? ", " : "",
			    control_id(desk, twin->control));
	}
	if (count <= NAMES)
		str_printf(message,
		    /* TRANSLATORS: %s is one control or several, "OPS-04,
		     * OPS-07" */
		    ngettext("Answered in %s too. U takes it back.",
		        "Answered in %s too. U takes them back.", count),
		    str_text(&names));
	else
		str_printf(message,
		    ngettext("Answered in %zu control more. U takes it back.",
		        "Answered in %zu controls more. U takes them back.",
		        count),
		    count);
	str_done(&names);
}

static void
record(struct twins_drawer *drawer, struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;

	if (drawer->state == STATE_UNASSESSED) {
		err_set(ctx->err, ERR_INPUT,
		    _("There is no answer to copy yet. Esc goes back."));
		return;
	}
	if (!count_taken(drawer)) {
		err_set(ctx->err, ERR_INPUT,
		    _("None is taken in. Space takes one in, Esc goes back."));
		return;
	}
	twins_copy(desk, drawer->spot.control, drawer->spot.level,
	    desk_criterion(desk, drawer->spot), &drawer->twins, ctx->changes);
	say_answered(drawer, desk, ctx->message);
	ctx->next = NEXT_CLOSE;
}

/* The program's commands that make sense above a preview. */
static bool
passes(const struct pane *pane, key_code code)
{
	static const char *const names[] = { "down", "up", "first", "last",
		"page-down", "page-up", "half-down", "half-up", "take",
		"take-all", "help", "redraw", "suspend", "save-now", "quit" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct command *command =
		    keymap_by_name(pane->keymap, names[i], NULL);

		if (command &&
		    keys_contain(keymap_keys(pane->keymap, command), code))
			return true;
	}
	return code >= KEY_CODE_RESIZE;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	char name[16];

	if (code == KEY_ENTER_CODE)
		record((struct twins_drawer *)pane, ctx);
	else if (code == KEY_ESC_CODE || code == ('c' & 31))
		ctx->next = NEXT_CLOSE;
	else if (passes(pane, code))
		return false;
	else
		err_set(ctx->err, ERR_INPUT,
		    _("%s does nothing here. Enter answers, Esc goes back."),
		    key_word(code, name));
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct twins_drawer *drawer = (struct twins_drawer *)pane;
	struct twins_parts parts =
	    twins_divide(drawer, ctx->desk, pane->rect.rows, pane->rect.cols);

	return picker_move(&drawer->picker, move, (size_t)parts.list);
}

/* The drawer a command of the preview is for; NULL, and *err set, elsewhere. */
static struct twins_drawer *
drawer_of(struct command_ctx *ctx)
{
	if (ctx->pane && ctx->pane->ops == &twins_ops)
		return (struct twins_drawer *)ctx->pane;
	err_set(ctx->err, ERR_INPUT,
	    _("Nothing is to be chosen here. = on a criterion opens a "
	      "preview."));
	return NULL;
}

static bool
take(struct command_ctx *ctx)
{
	struct twins_drawer *drawer = drawer_of(ctx);

	if (!drawer)
		return false;
	struct twin *twin = &drawer->twins.items[drawer->picker.cursor];

	if (twins_is_same(drawer, twin))
		return err_set(ctx->err, ERR_INPUT,
		    _("%s has this answer already."),
		    control_id(ctx->desk, twin->control));
	twin->take = !twin->take;
	return true;
}

/* All, or none when all are in already. */
static bool
take_all(struct command_ctx *ctx)
{
	struct twins_drawer *drawer = drawer_of(ctx);
	bool all = true;

	if (!drawer)
		return false;
	for (size_t i = 0; i < drawer->twins.count; i++) {
		const struct twin *twin = &drawer->twins.items[i];

		all &= twin->take || !twin->in_scope ||
		       twins_is_same(drawer, twin);
	}
	for (size_t i = 0; i < drawer->twins.count; i++) {
		struct twin *twin = &drawer->twins.items[i];

		twin->take =
		    !all && twin->in_scope && !twins_is_same(drawer, twin);
	}
	return true;
}

static const struct command twins_commands[] = {
	{ "take", "Space", N_("leave the control out, or take it in"), take,
	    NULL, N_("leave out, take in") },
	{ "take-all", "A", N_("take all in, or leave all out"), take_all, NULL,
	    N_("all") },
	{ 0 },
};

const struct command_table twins_table = {
	"previews",
	N_("Previews"),
	twins_commands,
};

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "down", "take", "take-all", "help",
		NULL };

	(void)pane;
	(void)desk;
	return names;
}

static const struct command_table *const tables[] = { &twins_table, NULL };

const struct pane_ops twins_ops = {
	.name = "twins",
	.title = N_("The same criterion elsewhere"),
	.tables = tables,
	.hints = hints,
	.done = done,
	.fit = fit,
	.draw = twins_draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
};
