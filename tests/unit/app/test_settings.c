/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The settings file: what it can hold, and how a wrong line is told. */

#include <config.h>

#include "app/settings.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_parts.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "model/calendar.h"
#include "panes/keymap.h"

struct home {
	char root[28];
	char *file;
};

static void
begin(struct home *home)
{
	*home = (struct home){ .root = "settings-XXXXXX" };
	cr_assert_not_null(mkdtemp(home->root), "%s", strerror(errno));
	char *real = realpath(home->root, NULL);
	char *dir = path_join(real, "assay");

	setenv("XDG_CONFIG_HOME", real, 1);
	cr_assert(file_make_dirs(dir, NULL), "");
	home->file = path_join(dir, "settings.yaml");
	free(real);
	free(dir);
}

static void
finish(struct home *home)
{
	char *command = xasprintf("rm -rf %s", home->root);

	cr_assert_eq(system(command), 0, "clean up");
	free(command);
	free(home->file);
}

static void
put(const struct home *home, const char *text)
{
	cr_assert(
	    file_replace(home->file, text, strlen(text), false, NULL), "");
}

static void
expect_defaults(const struct settings *s)
{
	cr_assert_null(s->assessor, "the login name");
	cr_assert_null(s->pack, "the shipped pack");
	cr_assert_null(s->language, "the locale's");
	cr_assert_not(s->ascii, "");
	cr_assert_eq(s->colour, -1, "auto");

	cr_assert_eq(s->key_count, 0u, "");
}

Test(settings, without_a_file_the_defaults_hold)
{
	static const char *const empty[] = { "", "# nothing\n", "---\n",
		"{}\n" };
	struct home home;
	struct settings s;
	struct err err = { 0 };

	begin(&home);
	cr_assert(settings_load(&s, &err), "%s", err.message);
	expect_defaults(&s);
	cr_assert_str_eq(s.path, home.file, "where one would be");
	settings_done(&s);
	for (size_t i = 0; i < sizeof(empty) / sizeof(*empty); i++) {
		put(&home, empty[i]);
		cr_assert(settings_load(&s, &err), "%s", err.message);
		expect_defaults(&s);
		settings_done(&s);
	}
	finish(&home);
}

Test(settings, holidays_are_days)
{
	struct home home;
	struct settings s;
	struct err err = { 0 };

	begin(&home);
	put(&home, "holidays: [2026-12-25, 2027-01-01]\n");
	cr_assert(settings_load(&s, &err), "%s", err.message);
	cr_assert_eq(s.holiday_count, 2u, "");
	cr_assert_eq(s.holidays[1], day_parse("2027-01-01"), "");
	settings_done(&s);
	put(&home, "holidays:\n");
	cr_assert(settings_load(&s, &err), "%s", err.message);
	cr_assert_eq(s.holiday_count, 0u, "null keeps the default");
	settings_done(&s);
	finish(&home);
}

Test(settings, every_setting_is_taken)
{
	struct home home;
	struct settings s;
	struct err err = { 0 };

	begin(&home);
	put(&home, "assessor: K. Ito\npack: scf-ops\nlanguage: de\n"
		   "glyphs: ascii\ncolour: never\n");
	cr_assert(settings_load(&s, &err), "%s", err.message);
	cr_assert_str_eq(s.assessor, "K. Ito", "");
	cr_assert_str_eq(s.pack, "scf-ops", "");
	cr_assert_str_eq(s.language, "de", "");
	cr_assert(s.ascii, "");
	cr_assert_eq(s.colour, 0, "");

	settings_done(&s);
	put(&home, "glyphs: unicode\ncolour: always\n");
	cr_assert(settings_load(&s, &err), "%s", err.message);
	cr_assert_not(s.ascii, "");
	cr_assert_eq(s.colour, 1, "");

	settings_done(&s);
	finish(&home);
}

Test(settings, a_null_leaves_the_default)
{
	struct home home;
	struct settings s;
	struct err err = { 0 };

	begin(&home);
	put(&home, "assessor:\npack: ~\nlanguage: null\n");
	cr_assert(settings_load(&s, &err), "%s", err.message);
	expect_defaults(&s);
	settings_done(&s);
	finish(&home);
}

Test(settings, commands_get_other_keys)
{
	struct home home;
	struct settings s;
	struct err err = { 0 };

	begin(&home);
	put(&home, "keys:\n  quit: Q F10\n  undo: \"\"\n");
	cr_assert(settings_load(&s, &err), "%s", err.message);
	cr_assert_eq(s.key_count, 2u, "");
	struct keymap *keymap = keymap_new(app_tables, app_tables_count());
	const struct command_table *table;
	const struct command *quit = keymap_by_name(keymap, "quit", &table);
	const struct command *undo = keymap_by_name(keymap, "undo", &table);

	cr_assert_not_null(quit, "");
	cr_assert_not_null(undo, "");
	settings_bind(&s, keymap);
	cr_assert_str_eq(keymap_keys(keymap, quit), "Q F10", "");
	cr_assert_str_eq(keymap_keys(keymap, undo), "", "none at all");
	keymap_free(keymap);
	settings_done(&s);
	finish(&home);
}

/* Refused at this line and column with these words, nothing kept. */
static void
refuse(const char *text, size_t line, size_t column, const char *words)
{
	struct home home;
	struct settings s;
	struct err err = { 0 };

	begin(&home);
	put(&home, text);
	cr_assert_not(settings_load(&s, &err), "%s", text);
	cr_assert_eq(err.code, ERR_INPUT, "%s", err.message);
	cr_assert_str_eq(err.path, home.file, "");
	cr_assert(err.line == line && err.column == column,
	    "%s at %zu:%zu: %s", text, err.line, err.column, err.message);
	cr_assert_not_null(strstr(err.message, words), "%s", err.message);
	cr_assert_null(strchr(err.message, '\n'), "one line");
	expect_defaults(&s);
	err_done(&err);
	settings_done(&s);
	finish(&home);
}

Test(settings, a_malformed_line_is_told_with_its_place_and_what_would_do)
{
	refuse("holidays: 2026-12-25\n", 1, 1, "list of days");
	refuse("holidays:\n  - 2026-12-25\n  - 2026-02-30\n", 3, 5,
	    "write it like 2026-12-25");
	refuse("holidays: [[2026-12-25]]\n", 1, 12, "no day");
	refuse("pack: [a]\n", 1, 1, "must be a text");
	refuse("keys: x\n", 1, 1, "mapping of commands");
	refuse("keys:\n  quit: [Q]\n", 2, 3, "\"quit\" must be a text");
	refuse("- a\n", 1, 1, "mapping is needed");
	refuse("text\n", 1, 1, "mapping is needed");
	refuse("pack: a\npack: b\n", 2, 1, "twice");
	refuse("pack: [\n", 2, 1, "not valid YAML");
}

/* Left out with these words, at this place; the rest holds. */
static void
leave_out(const char *text, size_t line, size_t column, const char *words)
{
	struct home home;
	struct settings s;
	struct err err = { 0 };

	begin(&home);
	put(&home, text);
	cr_assert(settings_load(&s, &err), "%s: %s", text, err.message);
	cr_assert_eq(s.unknown.count, 1u, "%s", text);
	cr_assert(s.unknown.items[0].warning, "no error");
	cr_assert_eq(s.unknown.items[0].err.line, line, "%s", text);
	cr_assert_eq(s.unknown.items[0].err.column, column, "%s", text);
	cr_assert_str_eq(s.assessor, "A", "what is known is taken");
	char *said = settings_warning(&s);

	cr_assert_not_null(strstr(said, words), "%s", said);
	cr_assert_not_null(strstr(said, home.file), "%s", said);
	cr_assert_null(strchr(said, '\n'), "one line");
	free(said);
	settings_done(&s);

	struct err_list problems = { 0 };

	settings_check(home.file, &problems);
	cr_assert_eq(problems.errors, 1u, "asked about, it is an error");
	err_list_done(&problems);
	finish(&home);
}

Test(settings, what_another_version_knows_is_left_out_and_said)
{
	leave_out("assessor: A\ncolor: never\n", 2, 1, "known are: assessor");
	leave_out("colour: red\nassessor: A\n", 1, 1, "auto, never, always");
	leave_out("glyphs: ASCII\nassessor: A\n", 1, 1, "unicode, ascii");
	leave_out("assessor: A\nkeys:\n  nonesuch: x\n  quit: Q\n", 3, 3,
	    "no command \"nonesuch\"");
	leave_out("assessor: A\nkeys:\n  quit: Q Hyper\n", 3, 3,
	    "\"Hyper\" is no key");
}

Test(settings, what_cannot_be_read_is_an_error)
{
	struct home home;
	struct settings s;
	struct err err = { 0 };

	begin(&home);
	cr_assert(file_make_dirs(home.file, NULL), "a directory in its place");
	cr_assert_not(settings_load(&s, &err), "");
	cr_assert_str_eq(err.path, home.file, "%s", err.message);
	err_done(&err);
	settings_done(&s);
	finish(&home);
}

Test(settings, the_language_is_the_settings_or_the_environments)
{
	struct settings s = { .language = NULL };
	char tag[] = "fr";

	setenv("LANGUAGE", "de:en", 1);
	cr_assert_str_eq(app_language(&s), "de:en", "");
	cr_assert_str_eq(app_language(NULL), "de:en", "");
	s.language = tag;
	cr_assert_str_eq(app_language(&s), "fr", "");
	setenv("LANGUAGE", "", 1);
	s.language = NULL;
	cr_assert_not_null(app_language(&s), "the locale's name");
}
