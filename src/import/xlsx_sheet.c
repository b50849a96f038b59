/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A sheet row by row: the parser pauses at the end of each row that holds
 * something, so that no more than one row is in memory. */

#include <config.h>

#include "import/xlsx_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"

/* What a cell's value is. */
enum {
	NUMBER = 'n',
	SHARED = 's', /* the number of a shared string */
	TEXT = 't',
	TRUTH = 'b',
	FAULT = 'e'
};

static char
type_of(const char *name)
{
	static const struct {
		const char *name;
		char type;
	} types[] = { { "s", SHARED }, { "n", NUMBER }, { "b", TRUTH },
		{ "e", FAULT } };

	if (!name)
		return NUMBER;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i].name, name) == 0)
			return types[i].type;
	return TEXT; /* str, inlineStr, d */
}

/* The place "AB12" names, column from 0; false: it is none of a sheet. */
static bool
read_place(const char *text, size_t *column, size_t *row)
{
	size_t number = 0;
	const char *p = text;

	for (; ((*p | 32) >= 'a' && (*p | 32) <= 'z') && p - text < 4; p++)
		number = number * 26 + (size_t)((*p | 32) - 'a') + 1;
	*column = number - 1;
	*row = xlsx_xml_count(p);
	return number && number <= XLSX_COLS_MAX && *row && *row != SIZE_MAX;
}

static void
start_row(struct xlsx_xml *xml, const char **attributes)
{
	struct xlsx_walk *walk = xml->arg;
	const char *said = xlsx_xml_attribute(attributes, "r");
	size_t number = said ? xlsx_xml_count(said) : walk->row + 1;

	walk->in_row = true;
	walk->numbered = said != NULL;
	walk->next_column = 0;
	if (number == SIZE_MAX || number <= walk->row)
		xlsx_xml_fail(xml,
		    _("In the part %s a row numbered \"%s\" stands below row "
		      "%zu: save it again from a spreadsheet program."),
		    xml->part, said, walk->row);
	else if (number > XLSX_ROWS_MAX)
		xlsx_xml_fail(xml,
		    _("The part %s has a row %zu, and a sheet has only %d: "
		      "save it again from a spreadsheet program."),
		    xml->part, number, XLSX_ROWS_MAX);
	else
		walk->row = number;
}

/* Takes the place a cell says it has. */
static void
place_cell(struct xlsx_xml *xml, const char *place)
{
	struct xlsx_walk *walk = xml->arg;
	size_t row;

	if (!read_place(place, &walk->column, &row)) {
		xlsx_xml_fail(xml,
		    _("In row %zu of the part %s a cell has the place \"%s\", "
		      "which no sheet has: save it again from a spreadsheet "
		      "program."),
		    walk->row, xml->part, place);
		return;
	}
	/* a row may leave its number to its first cell */
	if (!walk->numbered && !walk->next_column && row > walk->row &&
	    row <= XLSX_ROWS_MAX)
		walk->row = row;
	if (row != walk->row)
		xlsx_xml_fail(xml,
		    _("In the part %s the cell %s stands in row %zu: save it "
		      "again from a spreadsheet program."),
		    xml->part, place, walk->row);
}

static void
start_cell(struct xlsx_xml *xml, const char **attributes)
{
	struct xlsx_walk *walk = xml->arg;
	const char *place = NULL, *style = NULL, *type = NULL;

	for (; *attributes; attributes += 2) {
		const char *name = attributes[0];

		if (!*name || name[1])
			continue;
		if (*name == 'r')
			place = attributes[1];
		else if (*name == 's')
			style = attributes[1];
		else if (*name == 't')
			type = attributes[1];
	}
	walk->in_cell = true;
	walk->type = type_of(type);
	walk->style = style ? xlsx_xml_count(style) : 0;
	walk->column = walk->next_column;
	str_clear(&walk->value);
	if (place)
		place_cell(xml, place);
	else if (walk->column == XLSX_COLS_MAX)
		xlsx_xml_fail(xml,
		    _("Row %zu of the part %s has more than %d cells, and a "
		      "sheet has not: save it again from a spreadsheet "
		      "program."),
		    walk->row, xml->part, XLSX_COLS_MAX);
	walk->next_column = walk->column + 1;
}

static void
on_start(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	struct xlsx_walk *walk = xml->arg;

	if (xml->depth == 2) {
		walk->in_data = strcmp(name, "sheetData") == 0;
	} else if (xml->depth == 3) {
		if (walk->in_data && strcmp(name, "row") == 0)
			start_row(xml, attributes);
	} else if (xml->depth == 4) {
		if (walk->in_row && strcmp(name, "c") == 0)
			start_cell(xml, attributes);
	} else if (xml->depth == 5 && walk->in_cell) {
		walk->in_value = strcmp(name, "v") == 0;
		walk->in_string = strcmp(name, "is") == 0;
		walk->rich = (struct xlsx_rich){ .base = 5 };
	} else if (xml->depth > 5 && walk->in_string) {
		xlsx_rich_start(&walk->rich, xml, name);
	}
}

static void
on_text(struct xlsx_xml *xml, const char *text, size_t len)
{
	struct xlsx_walk *walk = xml->arg;

	if (walk->in_value || walk->rich.on)
		xlsx_text_add(xml, &walk->value, 0, text, len);
}

/* The text of a cell that keeps it in texts: from there on. */
static void
write_value(struct xlsx_walk *walk)
{
	size_t start = walk->texts.len;
	const char *value = str_text(&walk->value);

	if (walk->type == NUMBER) {
		xlsx_styles_number(
		    walk->styles, walk->style, value, &walk->texts);
	} else if (walk->type == TEXT) {
		str_add_n(&walk->texts, value, walk->value.len);
		xlsx_text_decode(&walk->texts, start);
	} else if (walk->type == TRUTH) {
		bool is = str_equal(value, "1") || str_equal(value, "true");
		bool no = str_equal(value, "0") || str_equal(value, "false");

		str_add(&walk->texts, is ? "TRUE" : no ? "FALSE" : "");
	}
}

/* Makes room for the cell; it is there twice when it is filled already. */
static bool
take_place(struct xlsx_xml *xml)
{
	struct xlsx_walk *walk = xml->arg;
	size_t had = walk->cell_capacity;

	walk->cells = mem_grow(walk->cells, &walk->cell_capacity,
	    walk->column + 1, sizeof(*walk->cells));
	for (size_t i = had; i < walk->cell_capacity; i++)
		walk->cells[i] = NULL;
	if (walk->cells[walk->column]) {
		char letters[8];

		xlsx_column(walk->column, letters);
		xlsx_xml_fail(xml,
		    _("In the part %s the cell %s%zu is there twice: save it "
		      "again from a spreadsheet program."),
		    xml->part, letters, walk->row);
		return false;
	}
	if (walk->width <= walk->column)
		walk->width = walk->column + 1;
	return true;
}

static void
end_cell(struct xlsx_xml *xml)
{
	struct xlsx_walk *walk = xml->arg;
	size_t start = walk->texts.len;

	walk->in_cell = walk->in_string = walk->in_value = false;
	if (!walk->value.len)
		return;
	if (walk->type == SHARED) {
		const char *text = xlsx_strings_at(
		    walk->strings, xlsx_xml_count(str_text(&walk->value)));

		if (text && take_place(xml))
			walk->cells[walk->column] = text;
		return;
	}
	write_value(walk);
	if (walk->texts.len == start || !take_place(xml))
		return;
	str_add_char(&walk->texts, '\0');
	walk->cells[walk->column] = ""; /* until the row is whole */
	walk->own = mem_grow(walk->own, &walk->own_capacity,
	    walk->own_count + 1, sizeof(*walk->own));
	walk->own[walk->own_count++] = (struct xlsx_own){ walk->column, start };
}

/* Texts move while they are gathered: pointers to them come at the end. */
static void
end_row(struct xlsx_xml *xml)
{
	struct xlsx_walk *walk = xml->arg;

	walk->in_row = false;
	if (!walk->width)
		return;
	walk->seen += walk->width;
	if (walk->seen > XLSX_CELLS_MAX) {
		xlsx_xml_fail(xml,
		    _("The part %s spreads over more than %d cells: take out "
		      "of the sheet what is not to be imported."),
		    xml->part, XLSX_CELLS_MAX);
		return;
	}
	for (size_t i = 0; i < walk->own_count; i++)
		walk->cells[walk->own[i].column] =
		    walk->texts.data + walk->own[i].start;
	walk->ready = true;
	xlsx_xml_pause(xml);
}

static void
on_end(struct xlsx_xml *xml, const char *name)
{
	struct xlsx_walk *walk = xml->arg;

	(void)name;
	xlsx_rich_end(&walk->rich);
	if (xml->depth == 5)
		walk->in_value = walk->in_string = false;
	else if (xml->depth == 4 && walk->in_cell)
		end_cell(xml);
	else if (xml->depth == 3 && walk->in_row)
		end_row(xml);
}

bool
xlsx_walk_begin(struct xlsx_walk *walk, struct xlsx_zip *zip, const char *part,
    const struct xlsx_strings *strings, const struct xlsx_styles *styles,
    struct err *err)
{
	static const struct xlsx_handlers on = { on_start, on_end, on_text };

	xlsx_walk_done(walk);
	walk->strings = strings;
	walk->styles = styles;
	return xlsx_xml_begin(&walk->xml, zip, part, &on, walk, err);
}

bool
xlsx_walk_next(struct xlsx_walk *walk, struct xlsx_row *row, struct err *err)
{
	for (size_t i = 0; i < walk->width; i++)
		walk->cells[i] = NULL;
	walk->width = walk->own_count = 0;
	walk->ready = false;
	str_clear(&walk->texts);
	while (!walk->ready && !walk->xml.over)
		if (!xlsx_xml_step(&walk->xml, err))
			return false;
	if (!walk->ready)
		return false;
	*row = (struct xlsx_row){ walk->row, walk->cells, walk->width };
	return true;
}

void
xlsx_walk_done(struct xlsx_walk *walk)
{
	xlsx_xml_done(&walk->xml);
	str_done(&walk->texts);
	str_done(&walk->value);
	free(walk->cells);
	free(walk->own);
	*walk = (struct xlsx_walk){ 0 };
}
