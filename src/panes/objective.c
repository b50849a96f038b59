/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Which objective is meant, and how one looks. */

#include <config.h>

#include "panes/objective.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/keymap.h"
#include "panes/pane.h"
#include "ui/theme.h"

size_t
objective_nth(const struct desk *desk, size_t control, size_t i)
{
	const struct catalog *c = desk->catalog;
	size_t count = catalog_count(c, CONTROL_OBJECTIVES, control);

	for (size_t j = 0; j < count; j++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, j);

		if (standing_objective_applies(&desk->frame, row) && !i--)
			return row;
	}
	return CATALOG_NONE;
}

size_t
objective_place(const struct desk *desk, size_t control, size_t row)
{
	size_t count = desk_standing(desk, control)->objectives, i = 0;

	while (i < count && objective_nth(desk, control, i) != row)
		i++;
	return i;
}

bool
objective_none(const struct desk *desk, size_t control)
{
	return !desk_standing(desk, control)->objectives;
}

bool
objective_only(const struct desk *desk, size_t control)
{
	return !catalog_count(desk->catalog, CONTROL_LEVELS, control);
}

enum designation
objective_designation(const struct desk *desk, struct desk_objective at)
{
	if (at.row == CATALOG_NONE)
		return desk_standing(desk, at.control)->designation;
	return standing_objective(&desk->frame, at.control, at.row);
}

/* The first place of a control from `from` on, in the direction of step, that
 * has no designation: 0 is its own line, i its i-th objective. */
static bool
find_open(const struct desk *desk, size_t control, size_t from, int step,
    struct desk_objective *out)
{
	size_t count = desk_standing(desk, control)->objectives;

	if (from > count)
		return false;
	for (size_t i = from; i <= count && i != SIZE_MAX;
	     i = step > 0 ? i + 1 : i - 1) {
		struct desk_objective at = { control,
			i ? objective_nth(desk, control, i - 1)
			  : CATALOG_NONE };

		if ((i || !count) &&
		    objective_designation(desk, at) == DESIGNATION_NONE) {
			*out = at;
			return true;
		}
	}
	return false;
}

bool
objective_cursor_set(const struct desk *desk)
{
	size_t control = desk->spot.control, row = desk->objective.row;

	if (control == CATALOG_NONE || desk->objective.control != control)
		return false;
	return row == CATALOG_NONE ||
	       objective_place(desk, control, row) <
	           desk_standing(desk, control)->objectives;
}

struct desk_objective
objective_cursor(const struct desk *desk)
{
	struct desk_objective at = { desk->spot.control, CATALOG_NONE };

	if (at.control == CATALOG_NONE)
		return at;
	if (objective_cursor_set(desk))
		return desk->objective;
	find_open(desk, at.control, 0, 1, &at);
	return at;
}

void
objective_go(struct desk *desk, struct desk_objective at)
{
	if (desk->spot.control != at.control || desk->domain != CATALOG_NONE)
		desk_select(desk, at.control);
	desk->objective = at;
	desk->designated.control = CATALOG_NONE;
}

bool
objective_step_open(
    const struct desk *desk, struct desk_objective *at, int step)
{
	size_t control = at->control, from = 0;

	if (control == CATALOG_NONE)
		return false;
	if (at->row != CATALOG_NONE)
		from = objective_place(desk, control, at->row) + 1;
	/* backwards from 0 wraps round to what is past the last */
	for (from = step > 0 ? from + 1 : from - 1; control != CATALOG_NONE;) {
		const struct standing *s = desk_standing(desk, control);
		bool open = s->objectives ? s->by[DESIGNATION_NONE] > 0
		                          : s->designation == DESIGNATION_NONE;

		if (open && scope_is_in(&s->scope) &&
		    find_open(desk, control, from, step, at))
			return true;
		control = desk_step_control(desk, control, step);
		if (control != CATALOG_NONE)
			from = step > 0
			           ? 0
			           : desk_standing(desk, control)->objectives;
	}
	return false;
}

const char *
objective_id(const struct desk *desk, struct desk_objective at)
{
	return at.row == CATALOG_NONE
	           ? catalog_string(desk->catalog, CONTROL_ID, at.control)
	           : catalog_string(desk->catalog, OBJECTIVE_ID, at.row);
}

const char *
objective_name(const struct desk *desk, struct desk_objective at)
{
	const char *id = objective_id(desk, at);
	const char *control =
	    catalog_string(desk->catalog, CONTROL_ID, at.control);
	size_t len = strlen(control);

	/* OSCAL writes one of them in small letters */
	if (strncasecmp(id, control, len) != 0 || !id[len] ||
	    !strchr("_-.:", id[len]) || !id[len + 1])
		return id;
	return id + len + 1;
}

char *
objective_path(
    const struct desk *desk, struct desk_objective at, const char *field)
{
	const char *control =
	    catalog_string(desk->catalog, CONTROL_ID, at.control);

	return at.row == CATALOG_NONE
	           ? xasprintf("%s/%s", control, field)
	           : xasprintf("%s/objectives/%s/%s", control,
	                 objective_id(desk, at), field);
}

const struct entry *
objective_entry(const struct desk *desk, struct desk_objective at)
{
	char *path = objective_path(desk, at, "designation");
	const struct entry *entry =
	    desk->session ? session_entry(desk->session, path) : NULL;

	free(path);
	return entry;
}

unsigned
objective_methods(const struct desk *desk, struct desk_objective at)
{
	if (at.row == CATALOG_NONE)
		return 0;
	return standing_methods(desk->session,
	    catalog_string(desk->catalog, CONTROL_ID, at.control),
	    catalog_string(desk->catalog, OBJECTIVE_ID, at.row));
}

bool
objective_untested(const struct desk *desk)
{
	return !desk->session ||
	       !session_get(desk->session, "session/testing/authorized");
}

const char *
objective_word(enum designation designation)
{
	static const char *const words[DESIGNATION_COUNT] = {
		[DESIGNATION_NONE] = N_("not assessed"),
		[DESIGNATION_SATISFACTORY] = N_("Satisfactory"),
		[DESIGNATION_DEFICIENT] = N_("Deficient"),
		[DESIGNATION_ALTERNATIVE] = N_("Alternative Control"),
		[DESIGNATION_NOT_APPLICABLE] = N_("Not Applicable"),
	};

	return _(words[designation]);
}

const char *
objective_short_word(enum designation designation)
{
	switch (designation) {
	case DESIGNATION_ALTERNATIVE:
		/* TRANSLATORS: an alternative control, at most 12 cells */
		return _("Alternative");
	case DESIGNATION_NOT_APPLICABLE:
		/* TRANSLATORS: not applicable, at most 12 cells */
		return _("n/a");
	default:
		return objective_word(designation);
	}
}

void
objective_key(const struct pane *pane, const char *command, char out[16])
{
	const struct command *row =
	    pane->keymap ? keymap_by_name(pane->keymap, command, NULL) : NULL;

	*out = '\0';
	if (row)
		keymap_first_key(pane->keymap, row, out);
}

/* The keys of "none: you give the designation (m n c a)". */
char *
objective_none_text(
    const struct pane *pane, const struct desk *desk, size_t control)
{
	static const char *const names[] = { "satisfactory", "deficient",
		"alternative", "objective-not-applicable" };
	const struct standing *s = desk_standing(desk, control);
	struct str keys = { 0 };

	if (s->given && s->designation != DESIGNATION_NONE)
		return xstrdup(_("none: the designation is yours"));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char key[16];

		objective_key(pane, names[i], key);
		if (*key)
			str_printf(&keys, "%s%s", keys.len ? " " : "", key);
	}
	/* TRANSLATORS: no objectives; keys follow */
	char *text = desk->read_only || !keys.len
	                 ? xstrdup(_("none"))
	                 : xasprintf(_("none: you give the designation (%s)"),
	                       str_text(&keys));

	str_done(&keys);
	return text;
}

const char *
objective_sign(enum designation designation, bool ascii)
{
	static const char *const signs[DESIGNATION_COUNT] = { NULL, "S", "D",
		"A", "N" };

	return signs[designation] ? signs[designation]
	                          : glyph_text(GLYPH_UNASSESSED, ascii);
}

enum role
objective_role(enum designation designation)
{
	switch (designation) {
	case DESIGNATION_SATISFACTORY:
		return ROLE_GOOD;
	case DESIGNATION_DEFICIENT:
		return ROLE_BAD;
	default:
		return ROLE_TEXT;
	}
}

void
objective_methods_text(unsigned methods, char out[6])
{
	static const char letters[] = "EIT";

	memcpy(out, ". . .", 6);
	for (unsigned i = 0; i < 3; i++)
		if (methods & 1u << i)
			out[2 * i] = letters[i];
}

const char *const *
objective_hints(const struct desk *desk, const struct desk_objective *at)
{
	static const char *const objective[] = { "satisfactory", "deficient",
		"alternative", "objective-not-applicable", "not-assessed",
		"method-examine", "method-interview", "method-test", "sample",
		NULL };
	static const char *const whole[] = { "open", "objective-not-applicable",
		"not-assessed", "objective-open-next", "fold-all", NULL };
	static const char *const reading[] = { "down", "pane-next",
		"objective-open-next", "search", NULL };
	static const char *const none[] = { "satisfactory", "deficient",
		"alternative", "objective-not-applicable", "not-assessed",
		"sample", "objective-open-next", NULL };

	if (desk->read_only || !at)
		return reading;
	if (at->row != CATALOG_NONE)
		return objective;
	return objective_none(desk, at->control) ? none : whole;
}

bool
objective_at(const struct pane *pane, const struct desk *desk,
    struct desk_objective *out)
{
	return pane && (objectives_at(pane, desk, out) ||
	                   objective_detail_at(pane, desk, out) ||
	                   evidence_objective_at(pane, desk, out));
}

bool
objective_find(struct command_ctx *ctx, struct desk_objective *out)
{
	return objective_at(ctx->pane, ctx->desk, out) ||
	       err_set(ctx->err, ERR_INPUT,
	           _("Put the cursor on an objective first: view 5 lists "
	             "them."));
}
