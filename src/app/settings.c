/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The settings file: one row a setting. */

#include <config.h>

#include "app/settings.h"

#include <locale.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_parts.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/calendar.h"
#include "panes/keymap.h"
#include "store/xdg.h"
#include "yaml/yread.h"

struct choice {
	const char *word;
	int value;
};

static const struct choice glyph_choices[] = { { "unicode", 0 }, { "ascii", 1 },
	{ NULL, 0 } };
static const struct choice colour_choices[] = { { "auto", -1 }, { "never", 0 },
	{ "always", 1 }, { NULL, 0 } };

static void
set_ascii(struct settings *s, int value)
{
	s->ascii = value;
}

static void
set_colour(struct settings *s, int value)
{
	s->colour = value;
}

static char **
assessor(struct settings *s)
{
	return &s->assessor;
}

static char **
pack(struct settings *s)
{
	return &s->pack;
}

static char **
language(struct settings *s)
{
	return &s->language;
}

static char **
opener(struct settings *s)
{
	return &s->opener;
}

static char **
signer(struct settings *s)
{
	return &s->signer;
}

static const struct setting {
	const char *name;
	char **(*text)(struct settings *s); /* a text, or */
	const struct choice *choices;       /* one of these words */
	void (*set)(struct settings *s, int value);
} rows[] = {
	{ "assessor", assessor, NULL, NULL },
	{ "pack", pack, NULL, NULL },
	{ "language", language, NULL, NULL },
	{ "opener", opener, NULL, NULL },
	{ "signer", signer, NULL, NULL },
	{ "glyphs", NULL, glyph_choices, set_ascii },
	{ "colour", NULL, colour_choices, set_colour },
};

static bool __attribute__((format(printf, 4, 5)))
problem(const struct settings *s, const struct ynode *node, struct err *err,
    const char *format, ...)
{
	struct str text = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	err_set_at(err, ERR_INPUT, s->path, node->key_line, node->key_column,
	    "%s", str_text(&text));
	str_done(&text);
	return false;
}

/* Something this version does not know: left out, and said. */
static bool __attribute__((format(printf, 3, 4)))
leave_out(struct settings *s, const struct ynode *node, const char *format, ...)
{
	struct str text = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	err_list_add(&s->unknown, true, s->path, node->key_line,
	    node->key_column, "%s", str_text(&text));
	str_done(&text);
	return true;
}

static bool
set_one(struct settings *s, const struct setting *row, const struct ynode *node,
    struct err *err)
{
	if (node->kind != YNODE_SCALAR)
		return problem(
		    s, node, err, _("\"%s\" must be a text."), node->key);
	if (ynode_is_null(node))
		return true;
	if (row->text) {
		free(*row->text(s));
		*row->text(s) = xstrdup(node->text);
		return true;
	}
	struct str known = { 0 };

	for (const struct choice *c = row->choices; c->word; c++) {
		if (str_equal(c->word, node->text)) {
			row->set(s, c->value);
			str_done(&known);
			return true;
		}
		str_printf(&known, "%s%s", known.len ? ", " : "", c->word);
	}
	leave_out(
	    s, node, _("This setting takes one of: %s."), str_text(&known));
	str_done(&known);
	return true;
}

/* Checks one row of keys: against the commands there are. */
static bool
add_key(struct settings *s, struct keymap *keymap, const struct ynode *key,
    size_t *capacity)
{
	const char *bad = NULL;

	if (!keymap_bind(keymap, key->key, key->text, &bad)) {
		if (bad)
			return leave_out(s, key,
			    _("\"%s\" is no key: write j, ^F, Tab, S-Tab, "
			      "Down, PgDn, F1, Space, Enter."),
			    bad);
		return leave_out(s, key,
		    _("There is no command \"%s\": ? in the program lists "
		      "them."),
		    key->key);
	}
	s->keys =
	    mem_grow(s->keys, capacity, s->key_count + 1, sizeof(*s->keys));
	s->keys[s->key_count++] =
	    (struct settings_key){ xstrdup(key->key), xstrdup(key->text) };
	return true;
}

/* keys: {command: "keys"} */
static bool
read_keys(struct settings *s, const struct ynode *node, struct err *err)
{
	struct keymap *keymap = keymap_new(app_tables, app_tables_count());
	bool ok =
	    node->kind == YNODE_MAPPING ||
	    problem(s, node, err,
	        _("\"%s\" must be a mapping of commands to keys."), node->key);
	size_t capacity = 0;

	for (const struct ynode *key = ok ? node->first : NULL; ok && key;
	     key = key->next)
		ok = key->kind == YNODE_SCALAR
		         ? add_key(s, keymap, key, &capacity)
		         : problem(s, key, err, _("\"%s\" must be a text."),
		               key->key);
	keymap_free(keymap);
	return ok;
}

/* holidays: [2026-12-25, ...] */
static bool
read_holidays(
    struct settings *s, const struct ynode *node, struct err *err)
{
	size_t capacity = s->holiday_count, count = s->holiday_count;

	if (ynode_is_null(node))
		return true;
	if (node->kind != YNODE_SEQUENCE)
		return problem(s, node, err,
		    _("\"%s\" must be a list of days like 2026-12-25."),
		    node->key);
	for (const struct ynode *day = node->first; day; day = day->next) {
		bool fits = day->kind == YNODE_SCALAR &&
		            strlen(day->text) == strlen("2026-12-25");
		int number = fits ? day_parse(day->text) : DAY_NONE;

		if (number == DAY_NONE) {
			err_set_at(err, ERR_INPUT, s->path, day->line,
			    day->column,
			    _("This is no day; write it like 2026-12-25."));
			return false;
		}
		s->holidays = mem_grow(
		    s->holidays, &capacity, count + 1, sizeof(*s->holidays));
		s->holidays[count++] = number;
		s->holiday_count = count;
	}
	return true;
}

static bool
read_node(struct settings *s, const struct ynode *node, struct err *err)
{
	struct str known = { 0 };

	if (str_equal(node->key, "keys"))
		return read_keys(s, node, err);
	if (str_equal(node->key, "holidays"))
		return read_holidays(s, node, err);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (str_equal(rows[i].name, node->key)) {
			str_done(&known);
			return set_one(s, &rows[i], node, err);
		}
		str_printf(&known, "%s, ", rows[i].name);
	}
	str_add(&known, "holidays, keys");
	leave_out(s, node, _("There is no such setting; known are: %s."),
	    str_text(&known));
	str_done(&known);
	return true;
}

static bool
read_file(struct settings *s, struct err *err)
{
	struct ydoc *doc = yread_file(s->path, &YLIMITS_PACK, err);
	bool ok = doc != NULL;

	const struct ynode *root = ok ? ydoc_root(doc) : NULL;

	if (ok && root->kind == YNODE_MAPPING)
		for (const struct ynode *node = root->first; ok && node;
		     node = node->next)
			ok = read_node(s, node, err);
	else if (ok && !ynode_is_null(root))
		ok = err_set_at(err, ERR_INPUT, s->path, root->line,
		    root->column,
		    _("A mapping is needed here: keys with values."));
	ydoc_free(doc);
	return ok;
}

bool
settings_load(struct settings *s, struct err *err)
{
	char *home = xdg_home("XDG_CONFIG_HOME", ".config");

	*s = (struct settings){ .colour = -1 };
	if (!home)
		return true;
	s->path = path_join(home, "assay/settings.yaml");
	free(home);
	if (!path_exists(s->path) || read_file(s, err))
		return true;
	settings_done(s);
	return false;
}

void
settings_check(const char *path, struct err_list *problems)
{
	struct settings s = { .colour = -1, .path = xstrdup(path) };
	struct err err = { 0 };
	bool ok = read_file(&s, &err);

	for (size_t i = 0; i < s.unknown.count; i++) {
		const struct err *item = &s.unknown.items[i].err;

		err_list_add(problems, false, path, item->line, item->column,
		    "%s", item->message);
	}
	if (!ok)
		err_list_take(problems, &err);
	settings_done(&s);
}

char *
settings_warning(const struct settings *s)
{
	if (!s->unknown.count)
		return NULL;
	const struct err *first = &s->unknown.items[0].err;
	struct err said = *first;
	char *text =
	    s->unknown.count > 1
	        /* TRANSLATORS: a sentence, then: how many are left out */
	        ? xasprintf(_("Left out: %s assay check %s tells all %zu."),
	              first->message, s->path, s->unknown.count)
	        : xasprintf(_("Left out: %s"), first->message);

	said.message = text;
	char *line = err_line(&said);

	free(text);
	return line;
}

void
settings_done(struct settings *s)
{
	for (size_t i = 0; i < s->key_count; i++) {
		free(s->keys[i].command);
		free(s->keys[i].keys);
	}
	free(s->keys);
	free(s->holidays);
	free(s->assessor);
	free(s->pack);
	free(s->language);
	free(s->opener);
	free(s->signer);
	free(s->path);
	err_list_done(&s->unknown);
	*s = (struct settings){ .colour = -1 };
}

void
settings_bind(const struct settings *s, struct keymap *keymap)
{
	const char *bad;

	for (size_t i = 0; i < s->key_count; i++)
		keymap_bind(keymap, s->keys[i].command, s->keys[i].keys, &bad);
}

const char *
app_language(const struct settings *s)
{
	const char *list = getenv("LANGUAGE");

	if (s && s->language)
		return s->language;
	if (list && *list)
		return list;
	const char *locale = setlocale(LC_MESSAGES, NULL);

	return locale ? locale : "C";
}
