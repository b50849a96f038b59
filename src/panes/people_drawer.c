/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The people of the assessment: who they are, what they may answer. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/people.h"
#include "model/person_line.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/panes.h"
#include "panes/record_form.h"
#include "ui/canvas.h"

enum { MARGIN = 2, HEADS_FROM = 3, WIDE = 116, MIDDLE = 72 };

struct people_drawer {
	struct pane pane;
	struct record_ids ids; /* in order of name */
	size_t cursor, top;
	size_t commits;
	bool made;
};

/* Columns; -1: not shown. */
struct columns {
	int name, role, position, organisation, domains, contact, end;
};

struct pane *
people_open(void)
{
	struct people_drawer *d = xcalloc(1, sizeof(*d));

	d->pane.ops = &people_ops;
	return &d->pane;
}

static void
done(struct pane *pane)
{
	struct people_drawer *d = (struct people_drawer *)pane;

	record_ids_done(&d->ids);
	free(d);
}

static struct columns
columns(int cols)
{
	if (cols >= WIDE)
		return (struct columns){ 2, 28, 31, 55, 75, 95, cols };
	if (cols >= MIDDLE)
		return (struct columns){ 2, 25, 28, -1, 52, -1, cols };
	return (struct columns){ 2, 23, 26, -1, -1, -1, cols };
}

struct named {
	char *id;
	const char *name;
};

static int
by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = str_natural_compare(x->name, y->name);

	return order ? order : strcmp(x->id, y->id);
}

static void
sort(const struct desk *desk, struct record_ids *ids)
{
	struct named *named = xcalloc(ids->count + 1, sizeof(*named));

	for (size_t i = 0; i < ids->count; i++) {
		const char *name = record_get(
		    desk->session, "people", ids->ids[i], "name");

		named[i] = (struct named){ ids->ids[i], name ? name : "" };
	}
	qsort(named, ids->count, sizeof(*named), by_name);
	for (size_t i = 0; i < ids->count; i++)
		ids->ids[i] = named[i].id;
	free(named);
}

static bool
has_id(const struct record_ids *ids, const char *id)
{
	for (size_t i = 0; i < ids->count; i++)
		if (str_equal(ids->ids[i], id))
			return true;
	return false;
}

/* Lists anew after a commit. */
static void
refresh(struct people_drawer *d, const struct desk *desk)
{
	size_t commits = desk->session ? session_commits(desk->session) : 0;

	if (d->made && d->commits == commits)
		return;
	char *at = d->cursor < d->ids.count
	               ? xstrdup(d->ids.ids[d->cursor])
	               : NULL;
	struct record_ids old = d->ids;

	d->ids = (struct record_ids){ 0 };
	records_list(desk->session, "people", &d->ids);
	sort(desk, &d->ids);
	/* on the person it was on, or on the one just added */
	for (size_t i = 0; i < d->ids.count; i++)
		if (d->made && d->ids.count == old.count + 1
		        ? !has_id(&old, d->ids.ids[i])
		        : str_equal(d->ids.ids[i], at))
			d->cursor = i;
	record_ids_done(&old);
	if (d->cursor >= d->ids.count)
		d->cursor = d->ids.count ? d->ids.count - 1 : 0;
	d->made = true;
	d->commits = commits;
	free(at);
}

/* How many there are, also before they were listed anew. */
static size_t
count_people(const struct pane *pane, const struct desk *desk)
{
	const struct people_drawer *d = (const struct people_drawer *)pane;
	size_t commits = desk->session ? session_commits(desk->session) : 0;
	struct record_ids ids = { 0 };

	if (d->made && d->commits == commits)
		return d->ids.count;
	records_list(desk->session, "people", &ids);
	commits = ids.count;
	record_ids_done(&ids);
	return commits;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	size_t count = count_people(pane, desk);

	(void)cols;
	return count ? (int)count + 1 : 1;
}

static size_t
body_rows(const struct pane *pane)
{
	int rows = pane->rect.rows - (pane->rect.rows >= HEADS_FROM);

	return rows > 1 ? (size_t)rows : 1;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct people_drawer *d = (struct people_drawer *)pane;
	size_t rows = body_rows(pane);

	refresh(d, desk);
	if (d->cursor < d->top)
		d->top = d->cursor;
	if (d->cursor >= d->top + rows)
		d->top = d->cursor - rows + 1;
	if (d->top + rows > d->ids.count)
		d->top = d->ids.count > rows ? d->ids.count - rows : 0;
}

/* The domains recorded, "OPS IAC"; nothing when any may be answered. */
static void
domain_words(const struct desk *desk, const char *id, struct str *out)
{
	const struct catalog *c = desk->catalog;

	for (size_t i = 0; i < catalog_rows(c, TABLE_DOMAIN); i++) {
		const char *domain = catalog_string(c, DOMAIN_ID, i);

		if (desk->session &&
		    session_getf(desk->session, "people/%s/domains/%s", id,
		        domain))
			str_printf(out, "%s%s", out->len ? " " : "", domain);
	}
}

static void
draw_heads(const struct columns *c, struct canvas *canvas, int row)
{
	/* TRANSLATORS: heads of columns: people */
	canvas_put(canvas, row, c->name, 20, ROLE_QUIET, _("name"));
	canvas_put_cut(canvas, row, c->position, 23, ROLE_QUIET,
	    _("position"));
	if (c->organisation >= 0)
		canvas_put(canvas, row, c->organisation, 19, ROLE_QUIET,
		    _("organisation"));
	if (c->domains >= 0)
		canvas_put(canvas, row, c->domains, 19, ROLE_QUIET,
		    _("may answer"));
	if (c->contact >= 0)
		canvas_put(canvas, row, c->contact, 19, ROLE_QUIET,
		    _("contact"));
}

static void
put(struct canvas *canvas, int row, int col, int end, const char *text)
{
	if (col >= 0 && text)
		canvas_put_cut(
		    canvas, row, col, end - col - 2, ROLE_TEXT, text);
}

static void
draw_person(const struct people_drawer *d, const struct desk *desk,
    const struct columns *c, struct canvas *canvas, int row, size_t i)
{
	struct person person;
	struct str domains = { 0 };

	if (!person_get(desk->session, d->ids.ids[i], &person))
		return;
	char letter[2] = { person_letter(&person), '\0' };
	int cells = c->role - c->name - 2;

	domain_words(desk, person.id, &domains);
	if (!domains.len)
		/* TRANSLATORS: of domains: a person may answer all of them */
		str_add(&domains, _("all"));
	int used = canvas_put_cut(canvas, row, c->name, cells, ROLE_TEXT,
	    person.name ? person.name : person.id);

	if (person.anonymous && used + 2 < cells)
		canvas_put_cut(canvas, row, c->name + used + 1,
		    cells - used - 1, ROLE_QUIET, _("not attributed"));
	canvas_put(canvas, row, c->role, 1, ROLE_TEXT, letter);
	if (person.anonymous && used + 2 >= cells)
		canvas_put(canvas, row, c->role - 1, 1, ROLE_QUIET, "0");
	int end = c->organisation >= 0 ? c->organisation
	          : c->domains >= 0    ? c->domains
	                               : c->end;

	put(canvas, row, c->position, end, person.position);
	put(canvas, row, c->organisation, c->domains, person.organisation);
	put(canvas, row, c->domains, c->contact >= 0 ? c->contact : c->end,
	    str_text(&domains));
	put(canvas, row, c->contact, c->end + 1, person.contact);
	str_done(&domains);
	if (i == d->cursor)
		pane_draw_cursor(&d->pane, canvas, row, c->name);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct people_drawer *d = (const struct people_drawer *)pane;
	const struct rect *r = &pane->rect;
	struct columns c = columns(r->cols);
	int row = r->row;

	if (!d->ids.count) {
		canvas_put_cut(canvas, row, MARGIN, r->cols - MARGIN,
		    ROLE_QUIET,
		    _("Nobody yet. + adds one: T. Lindqvist, CISO, A"));
		return;
	}
	if (r->rows >= HEADS_FROM)
		draw_heads(&c, canvas, row++);
	for (size_t i = d->top; i < d->ids.count && row < r->row + r->rows;
	     i++)
		draw_person(d, desk, &c, canvas, row++, i);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	size_t count = count_people(pane, desk);

	if (count)
		str_printf(title,
		    ngettext("%zu person", "%zu people", count), count);
	else
		str_add(title, _("People"));
	str_add(right,
	    count ? _("Enter whole record   Esc back") : _("Esc back"));
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct people_drawer *d = (struct people_drawer *)pane;
	size_t at, page = body_rows(pane);

	refresh(d, ctx->desk);
	at = d->cursor;
	if (!d->ids.count)
		return false;
	if (move_place(
	        move, at, page - (page > 1), d->ids.count, &d->cursor))
		return d->cursor != at;
	if (move != MOVE_ENTER)
		return false;
	char *name = person_name(ctx->desk->session, d->ids.ids[at]);

	ctx->open_drawer =
	    record_form_open("people", d->ids.ids[at], person_fields, name);
	free(name);
	return true;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	(void)pane;
	(void)code;
	(void)ctx;
	return false;
}

/* The person under the cursor: an id borrowed from the drawer; NULL and *err:
 * none. */
static const char *
person_here(struct command_ctx *ctx)
{
	struct people_drawer *d = (struct people_drawer *)ctx->pane;

	if (!ctx->pane || ctx->pane->ops != &people_ops) {
		err_set(ctx->err, ERR_INPUT,
		    _("This works in the list of people; :people opens it."));
		return NULL;
	}
	refresh(d, ctx->desk);
	if (d->cursor < d->ids.count)
		return d->ids.ids[d->cursor];
	err_set(ctx->err, ERR_INPUT, _("Nobody is listed yet. + adds one."));
	return NULL;
}

static void
see_person(const struct desk *desk, const char *text, struct str *out)
{
	struct person_line line;

	(void)desk;
	person_line_parse(text, &line);
	person_line_show(&line, out);
	person_line_done(&line);
}

static bool
add_done(struct command_ctx *ctx)
{
	struct person_line line;

	person_line_parse(ctx->argument, &line);
	if (line.name) {
		free(person_line_add(ctx->desk->session, ctx->changes, &line));
		str_printf(ctx->message, _("%s is on the list."), line.name);
	}
	person_line_done(&line);
	return true;
}

static bool
add(struct command_ctx *ctx)
{
	if (ctx->argument && *ctx->argument)
		return add_done(ctx);
	/* TRANSLATORS: asks for a line: name, position, role letter */
	ctx->ask->label = _("new person");
	ctx->ask->note = xstrdup(_("T. Lindqvist, CISO, A"));
	ctx->ask->see = see_person;
	ctx->ask->done = add_done;
	return true;
}

/* How many values elsewhere name the person. */
static size_t
count_named(const struct session *session, const char *id)
{
	static const char *const places[] = { "statements/", "followups/",
		"slots/" };
	size_t found = 0, count;

	for (size_t i = 0; session && i < 3; i++) {
		const struct entry *entry =
		    session_range(session, places[i], &count);

		for (size_t e = 0; e < count; e++) {
			char *who = i == 2 ? path_segment(entry[e].path, 3)
			                   : xstrdup(entry[e].value);
			char *what = path_segment(entry[e].path, 2);

			found += str_equal(who, id) &&
			         (str_equal(what, "by") ||
			             str_equal(what, "person") ||
			             str_equal(what, "people"));
			free(what);
			free(who);
		}
	}
	return found;
}

static void
drop(struct command_ctx *ctx, const char *id)
{
	char *name = person_name(ctx->desk->session, id);

	record_drop(ctx->desk->session, ctx->changes, "people", id);
	str_printf(ctx->message,
	    /* TRANSLATORS: %s is a person's name */
	    _("%s is off the list. U brings the person back."), name);
	free(name);
}

static bool
remove_done(struct command_ctx *ctx)
{
	if (str_equal(ctx->argument, "y"))
		drop(ctx, ctx->topic);
	return true;
}

static bool
take_off(struct command_ctx *ctx)
{
	const char *id = person_here(ctx);

	if (!id)
		return false;
	size_t named = count_named(ctx->desk->session, id);

	if (!named) {
		drop(ctx, id);
		return true;
	}
	char *name = person_name(ctx->desk->session, id);

	ctx->ask->label = _("remove");
	ctx->ask->choices = xasprintf(
	    /* TRANSLATORS: the letter y stays; %zu places are statements,
	     * slots, follow-ups */
	    ngettext("%s is named in %zu place:  y remove, it keeps the bare "
	             "id   Esc keep the person",
	        "%s is named in %zu places:  y remove, they keep the bare "
	        "id   Esc keep the person",
	        named),
	    name, named);
	ctx->ask->topic = xstrdup(id);
	ctx->ask->done = remove_done;
	free(name);
	return true;
}

/* Not attributed, or named again. */
static bool
unname(struct command_ctx *ctx)
{
	const char *id = person_here(ctx);
	struct person person;

	if (!id || !person_get(ctx->desk->session, id, &person))
		return id != NULL;
	record_set(ctx->changes, "people", id, "anonymous",
	    person.anonymous ? NULL : "yes");
	str_printf(ctx->message,
	    person.anonymous
	        ? _("What %s says is recorded with the name again.")
	        : _("What %s says is recorded as not attributed from now on."),
	    person.name ? person.name : id);
	return true;
}

/* The domain a word means: an id, its number in the pack's order, or how its
 * name begins. */
static size_t
find_domain(const struct desk *desk, const char *word)
{
	const struct catalog *c = desk->catalog;
	size_t rows = catalog_rows(c, TABLE_DOMAIN);
	size_t found = catalog_find(c, TABLE_DOMAIN, word);

	if (found != CATALOG_NONE)
		return found;
	if (!word[strspn(word, "0123456789")]) {
		unsigned long number = strtoul(word, NULL, 10);

		return number >= 1 && number <= rows ? number - 1
		                                     : CATALOG_NONE;
	}
	for (size_t i = 0; i < rows; i++) {
		const char *name =
		    catalog_text(c, DOMAIN_NAME, i, desk->language);

		if (name && strncasecmp(name, word, strlen(word)) == 0)
			return i;
	}
	return CATALOG_NONE;
}

/* Calls for each word of a text with the domain it means. */
static void
each_domain(const struct desk *desk, const char *text, bool *set,
    struct str *unknown)
{
	for (const char *p = text + strspn(text, " ,"); *p;) {
		size_t len = strcspn(p, " ,");
		char *word = xstrndup(p, len);
		size_t domain = find_domain(desk, word);

		if (domain != CATALOG_NONE)
			set[domain] = true;
		else
			str_printf(unknown, "%s%s", unknown->len ? ", " : "",
			    word);
		free(word);
		p += len;
		p += strspn(p, " ,");
	}
}

static bool *
domains_of(const struct desk *desk, const char *text, struct str *unknown)
{
	bool *set = xcalloc(
	    catalog_rows(desk->catalog, TABLE_DOMAIN) + 1, sizeof(*set));

	each_domain(desk, text, set, unknown);
	return set;
}

static void
see_domains(const struct desk *desk, const char *text, struct str *out)
{
	struct str unknown = { 0 };
	bool *set = domains_of(desk, text, &unknown);

	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_DOMAIN); i++)
		if (set[i])
			str_printf(out, "%s%s", out->len ? ", " : "",
			    catalog_text(desk->catalog, DOMAIN_NAME, i,
			        desk->language));
	if (unknown.len)
		/* TRANSLATORS: %s is a word that names no domain */
		str_printf(out, _("%s%s: no domain"), out->len ? "   " : "",
		    str_text(&unknown));
	if (!out->len)
		str_add(out, _("all domains"));
	free(set);
	str_done(&unknown);
}

static bool
domains_done(struct command_ctx *ctx)
{
	const struct catalog *c = ctx->desk->catalog;
	struct str unknown = { 0 };
	bool *set = domains_of(ctx->desk, ctx->argument, &unknown);
	bool ok = !unknown.len;

	if (!ok)
		err_set(ctx->err, ERR_INPUT,
		    _("%s: no domain of this pack. An id, its number, or the "
		      "beginning of its name does."),
		    str_text(&unknown));
	for (size_t i = 0; ok && i < catalog_rows(c, TABLE_DOMAIN); i++) {
		char *field = xasprintf(
		    "domains/%s", catalog_string(c, DOMAIN_ID, i));
		bool was = record_get(ctx->desk->session, "people", ctx->topic,
		    field) != NULL;

		if (was != set[i])
			record_set(ctx->changes, "people", ctx->topic, field,
			    set[i] ? "yes" : NULL);
		free(field);
	}
	free(set);
	str_done(&unknown);
	return ok;
}

static bool
domains(struct command_ctx *ctx)
{
	const char *id = person_here(ctx);
	struct str now = { 0 };

	if (!id)
		return false;
	domain_words(ctx->desk, id, &now);
	if (now.len)
		str_add_char(&now, ' ');
	/* TRANSLATORS: asks which domains a person may answer */
	ctx->ask->label = _("may answer");
	ctx->ask->initial = str_steal(&now);
	ctx->ask->note = xstrdup(_("ids, numbers or names; empty: all"));
	ctx->ask->topic = xstrdup(id);
	ctx->ask->see = see_domains;
	ctx->ask->done = domains_done;
	return true;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "person-add", "open",
		"person-domains", "person-unnamed", "person-remove", "back",
		"help", NULL };
	static const char *const empty[] = { "person-add", "back", "help",
		NULL };

	return count_people(pane, desk) ? names : empty;
}

/* clang-format off */
static const struct command people_commands[] = {
	{ "person-add", "+", N_("add a person: name, position, role letter"), add, N_("NAME, POSITION, ROLE"), N_("add") },
	{ "person-domains", "d", N_("which domains the person may answer"), domains, NULL, N_("domains") },
	{ "person-unnamed", "0", N_("what the person says is not attributed, or is again"), unname, NULL, N_("not attributed") },
	{ "person-remove", "-", N_("take the person off the list"), take_off, NULL, N_("remove") },
	{ 0 },
};
/* clang-format on */

const struct command_table people_table = {
	"people",
	N_("People"),
	people_commands,
};

static const struct command_table *const tables[] = { &people_table, NULL };

const struct pane_ops people_ops = {
	.name = "people",
	.title = N_("People"),
	.tables = tables,
	.hints = hints,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
};
