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
	problem(s, node, err, _("This setting takes one of: %s."),
	    str_text(&known));
	str_done(&known);
	return false;
}

/* keys: {command: "keys"}, checked against the commands there are. */
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
	     key = key->next) {
		const char *bad = NULL;
		const char *text = key->text;

		if (key->kind != YNODE_SCALAR)
			ok = problem(
			    s, key, err, _("\"%s\" must be a text."), key->key);
		else if (!keymap_bind(keymap, key->key, text, &bad))
			ok =
			    bad ? problem(s, key, err,
			              _("\"%s\" is no key: write j, ^F, Tab, "
			                "S-Tab, Down, PgDn, F1, Space, Enter."),
			              bad)
			        : problem(s, key, err,
			              _("There is no command \"%s\": ? in the "
			                "program lists them."),
			              key->key);
		if (!ok)
			break;
		s->keys = mem_grow(
		    s->keys, &capacity, s->key_count + 1, sizeof(*s->keys));
		s->keys[s->key_count++] =
		    (struct settings_key){ xstrdup(key->key), xstrdup(text) };
	}
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
	problem(s, node, err, _("There is no such setting; known are: %s."),
	    str_text(&known));
	str_done(&known);
	return false;
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
	if (!path_exists(s->path))
		return true;
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
	if (!ok)
		settings_done(s);
	return ok;
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
	free(s->path);
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
