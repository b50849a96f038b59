/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A workbook: which parts of the archive are its sheets, strings and styles.
 * The parts are found as the format asks for, by relationships, not by their
 * usual names. */

#include <config.h>

#include "import/xlsx.h"
#include "import/xlsx_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"

/* A relationship of one part to another. */
struct relation {
	const char *id;
	const char *type; /* the last word of its URI */
	const char *part;
};
struct relations {
	struct arena arena;
	struct relation *items;
	size_t count, capacity;
	const char *source; /* the part whose they are, "" the archive */
};

struct sheet {
	char *name;
	char *part;
	bool hidden;
};

struct xlsx {
	char *path;
	struct xlsx_zip zip;
	struct sheet *sheets;
	size_t count, capacity;
	struct xlsx_strings strings;
	struct xlsx_styles styles;
	struct xlsx_walk walk;
	bool walking;
};

static void
relations_done(struct relations *relations)
{
	free(relations->items);
	arena_done(&relations->arena);
}

/* Where the name of a part begins behind its directories. */
static size_t
base_of(const char *part)
{
	const char *slash = strrchr(part, '/');

	return slash ? (size_t)(slash - part) + 1 : 0;
}

/* The part a target names as seen from source: "../a/b.xml" or "/xl/b.xml"
 * without the dots. */
static const char *
resolve(struct arena *arena, const char *source, const char *target)
{
	struct str part = { 0 };

	if (*target != '/')
		str_add_n(&part, source, base_of(source));
	while (*target) {
		size_t len = strcspn(target, "/\\");

		if (len == 2 && strncmp(target, "..", 2) == 0) {
			if (part.len)
				str_truncate(&part, part.len - 1);
			str_truncate(&part, base_of(str_text(&part)));
		} else if (len && !(len == 1 && *target == '.')) {
			str_add_n(&part, target, len);
			if (target[len])
				str_add_char(&part, '/');
		}
		target += len + (target[len] != '\0');
	}
	const char *copy = arena_strndup(arena, str_text(&part), part.len);

	str_done(&part);
	return copy;
}

static void
add_relation(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	struct relations *relations = xml->arg;
	const char *id = xlsx_xml_attribute(attributes, "Id");
	const char *type = xlsx_xml_attribute(attributes, "Type");
	const char *target = xlsx_xml_attribute(attributes, "Target");

	if (xml->depth != 2 || !str_equal(name, "Relationship") || !id ||
	    !type || !target || strlen(target) >= XLSX_NAME_MAX ||
	    str_equal(xlsx_xml_attribute(attributes, "TargetMode"), "External"))
		return;
	if (relations->count == XLSX_RELATIONS_MAX) {
		xlsx_xml_fail(xml,
		    _("The part %s names more than %d others, which no "
		      "workbook does: save it again from a spreadsheet "
		      "program."),
		    xml->part, XLSX_RELATIONS_MAX);
		return;
	}
	type += base_of(type);
	relations->items = mem_grow(relations->items, &relations->capacity,
	    relations->count + 1, sizeof(*relations->items));
	relations->items[relations->count++] = (struct relation){
		.id = arena_strndup(&relations->arena, id, strlen(id)),
		.type = arena_strndup(&relations->arena, type, strlen(type)),
		.part = resolve(&relations->arena, relations->source, target),
	};
}

/* Reads what source (a part, or "") is related to. */
static bool
read_relations(struct xlsx *book, const char *source,
    struct relations *relations, struct err *err)
{
	static const struct xlsx_handlers on = { add_relation, NULL, NULL };
	size_t base = base_of(source);
	char *part =
	    xasprintf("%.*s_rels/%s.rels", (int)base, source, source + base);

	relations->source = source;
	bool ok = xlsx_xml_run(&book->zip, part, &on, relations, err);

	free(part);
	return ok;
}

/* The first relationship of that type or id, NULL: none; either is NULL. */
static const struct relation *
find_relation(
    const struct relations *relations, const char *type, const char *id)
{
	for (size_t i = 0; i < relations->count; i++)
		if (type ? str_equal(relations->items[i].type, type)
		         : str_equal(relations->items[i].id, id))
			return &relations->items[i];
	return NULL;
}

/* The workbook's own part while it is read. */
struct reading {
	struct xlsx *book;
	const struct relations *relations;
	size_t seen; /* sheets of any kind */
};

/* The id of a sheet's relationship: "r:id", whatever r is called. */
static const char *
relation_id(const char **attributes)
{
	for (; *attributes; attributes += 2) {
		const char *colon = strchr(*attributes, ':');

		if (colon && str_equal(colon + 1, "id"))
			return attributes[1];
	}
	return "";
}

static void
add_sheet(struct xlsx_xml *xml, const char **attributes)
{
	struct reading *reading = xml->arg;
	struct xlsx *book = reading->book;
	const char *name = xlsx_xml_attribute(attributes, "name");
	const char *state = xlsx_xml_attribute(attributes, "state");
	struct str text = { 0 };

	if (reading->seen++ == XLSX_SHEETS_MAX) {
		xlsx_xml_fail(xml,
		    _("This workbook has more than %d sheets: take out of it "
		      "what is not to be imported."),
		    XLSX_SHEETS_MAX);
		return;
	}
	const struct relation *relation =
	    find_relation(reading->relations, NULL, relation_id(attributes));

	if (!relation) {
		xlsx_xml_fail(xml,
		    _("The sheet \"%s\" has no part in this workbook: save "
		      "it again from a spreadsheet program."),
		    name ? name : "");
		return;
	}
	if (!str_equal(relation->type, "worksheet"))
		return;
	str_add(&text, name ? name : "");
	xlsx_text_decode(&text, 0);
	book->sheets = mem_grow(book->sheets, &book->capacity, book->count + 1,
	    sizeof(*book->sheets));
	book->sheets[book->count++] = (struct sheet){
		.name = str_steal(&text),
		.part = xstrdup(relation->part),
		.hidden = state && !str_equal(state, "visible"),
	};
}

static bool
is_true(const char *value)
{
	return str_equal(value, "1") || str_equal(value, "true");
}

static void
on_start(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	struct reading *reading = xml->arg;

	if (xml->depth == 1 && !str_equal(name, "workbook"))
		xlsx_xml_fail(
		    xml, _("This is a document, but no workbook: import a file "
		           "saved as .xlsx."));
	else if (xml->depth == 2 && str_equal(name, "workbookPr"))
		reading->book->styles.from_1904 =
		    is_true(xlsx_xml_attribute(attributes, "date1904"));
	else if (xml->depth == 3 && str_equal(name, "sheet"))
		add_sheet(xml, attributes);
}

/* Strings and styles, which a workbook may do without. */
static bool
read_shared(
    struct xlsx *book, const struct relations *relations, struct err *err)
{
	const struct relation *strings =
	    find_relation(relations, "sharedStrings", NULL);
	const struct relation *styles =
	    find_relation(relations, "styles", NULL);

	return (!strings || xlsx_strings_read(&book->strings, &book->zip,
	                        strings->part, err)) &&
	       (!styles || xlsx_styles_read(
	                       &book->styles, &book->zip, styles->part, err));
}

static bool
read_book(struct xlsx *book, const char *part, struct err *err)
{
	static const struct xlsx_handlers on = { on_start, NULL, NULL };
	struct relations relations = { 0 };
	struct reading reading = { book, &relations, 0 };
	size_t len = strlen(part);
	bool ok;

	if (len > 4 && str_equal(part + len - 4, ".bin"))
		return xlsx_zip_error(&book->zip, err,
		    _("This workbook is of the binary kind (.xlsb): open it "
		      "in a spreadsheet program and save it as .xlsx."));
	ok = read_relations(book, part, &relations, err) &&
	     xlsx_xml_run(&book->zip, part, &on, &reading, err) &&
	     read_shared(book, &relations, err);
	relations_done(&relations);
	return ok;
}

/* Reads the workbook of an archive that is open. */
static bool
read_archive(struct xlsx *book, struct err *err)
{
	struct relations relations = { 0 };
	const struct relation *main;
	bool ok = true;

	if (xlsx_zip_has(&book->zip, "_rels/.rels"))
		ok = read_relations(book, "", &relations, err);
	main = find_relation(&relations, "officeDocument", NULL);
	if (ok && !main && !xlsx_zip_has(&book->zip, "xl/workbook.xml"))
		ok = xlsx_zip_error(&book->zip, err,
		    _("This archive holds no workbook: import a file saved "
		      "as .xlsx."));
	if (ok)
		ok =
		    read_book(book, main ? main->part : "xl/workbook.xml", err);
	relations_done(&relations);
	return ok;
}

struct xlsx *
xlsx_open(const char *path, const char *bytes, size_t len, struct err *err)
{
	struct xlsx *book = xcalloc(1, sizeof(*book));

	book->path = xstrdup(path);
	if (xlsx_zip_open(&book->zip, book->path, bytes, len, err) &&
	    read_archive(book, err))
		return book;
	xlsx_free(book);
	return NULL;
}

void
xlsx_free(struct xlsx *book)
{
	if (!book)
		return;
	xlsx_walk_done(&book->walk);
	xlsx_strings_done(&book->strings);
	xlsx_styles_done(&book->styles);
	for (size_t i = 0; i < book->count; i++) {
		free(book->sheets[i].name);
		free(book->sheets[i].part);
	}
	free(book->sheets);
	xlsx_zip_close(&book->zip);
	free(book->path);
	free(book);
}

bool
xlsx_is(const char *bytes, size_t len)
{
	struct xlsx_zip zip;
	char types[64 << 10];
	size_t got = 0;
	bool is = xlsx_zip_open(&zip, NULL, bytes, len, NULL);

	/* its usual name, or what the archive says it holds */
	if (is && !xlsx_zip_has(&zip, "xl/workbook.xml"))
		is = xlsx_zip_begin(&zip, "[Content_Types].xml", NULL) &&
		     xlsx_zip_read(&zip, types, sizeof(types), &got, NULL) &&
		     (memmem(types, got, "spreadsheetml.sheet.main+xml", 28) ||
		         memmem(types, got, "sheet.macroEnabled.main+xml", 27));
	xlsx_zip_close(&zip);
	return is;
}

size_t
xlsx_sheets(const struct xlsx *book)
{
	return book->count;
}

const char *
xlsx_sheet_name(const struct xlsx *book, size_t sheet)
{
	return book->sheets[sheet].name;
}

bool
xlsx_sheet_hidden(const struct xlsx *book, size_t sheet)
{
	return book->sheets[sheet].hidden;
}

bool
xlsx_start(struct xlsx *book, size_t sheet, struct err *err)
{
	book->walking = xlsx_walk_begin(&book->walk, &book->zip,
	    book->sheets[sheet].part, &book->strings, &book->styles, err);
	return book->walking;
}

bool
xlsx_next(struct xlsx *book, struct xlsx_row *row, struct err *err)
{
	if (!book->walking)
		return false;
	book->walking = xlsx_walk_next(&book->walk, row, err);
	return book->walking;
}

void
xlsx_column(size_t column, char out[8])
{
	char letters[8];
	size_t count = 0;

	for (size_t rest = column + 1; rest && count < 7;
	     rest = (rest - 1) / 26)
		letters[count++] = (char)('A' + (rest - 1) % 26);
	for (size_t i = 0; i < count; i++)
		out[i] = letters[count - 1 - i];
	out[count] = '\0';
}
