/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_CISO_LIBRARY_H
#define ASSAY_TESTS_CISO_LIBRARY_H

/* What the tests of the importer of CISO Assistant libraries share: small
 * libraries to write down in a line or two, and ways to look at what became
 * of them. */

#include "imported.h"

#define ORCHARD "tests/data/import/ciso/orchard.yaml"
#define HENS "tests/data/import/ciso/hens.yaml"

/* A library with these objects. */
#define LIBRARY(objects)                                              \
	"urn: urn:t:risk:library:t\nlocale: en\nref_id: Kites\n"      \
	"name: Kites\nversion: 1\nprovider: Hill Club\npackager: t\n" \
	"objects:\n" objects
/* One with a framework of these keys, a line each, and these requirements. */
#define FRAMEWORK(keys, nodes)                             \
	LIBRARY(                                           \
	    "  framework:\n    urn: u:f\n    ref_id: KI\n" \
	    "    name: Kite rules\n" keys "    requirement_nodes:\n" nodes)
#define HEADING(id, rest) \
	"    - {urn: u:" id ", assessable: false, ref_id: " id rest "}\n"
#define CONTROL(id, rest) \
	"    - {urn: u:" id ", assessable: true, ref_id: " id rest "}\n"
#define SCALE "    min_score: 0\n    max_score: 3\n"

static inline const char *
text_of(const struct imported *it, enum catalog_field field, const char *id,
    size_t language)
{
	return catalog_text(it->catalog, field, control_row(it, id), language);
}

static inline void
assert_text(const struct imported *it, enum catalog_field field, const char *id,
    const char *wanted)
{
	const char *text = text_of(it, field, id, 0);

	cr_assert(str_equal(text, wanted), "%s of %s is \"%s\"",
	    catalog_field_info(field)->key, id, text ? text : "(absent)");
}

/* All items of a control's list, joined by bars. */
static inline void
assert_list(const struct imported *it, enum catalog_field field, const char *id,
    const char *wanted)
{
	size_t row = control_row(it, id);
	struct str have = { 0 };

	for (size_t i = 0; i < catalog_count(it->catalog, field, row); i++)
		str_printf(&have, "%s%s", i ? "|" : "",
		    catalog_item(it->catalog, field, row, i, 0));
	cr_assert_str_eq(str_text(&have), wanted, "%s of %s",
	    catalog_field_info(field)->key, id);
	str_done(&have);
}

/* "KI > TR > TR.P": the control's domain and what that lies in. */
static inline void
assert_domain(const struct imported *it, const char *id, const char *wanted)
{
	size_t row =
	    catalog_ref(it->catalog, CONTROL_DOMAIN, control_row(it, id));
	struct str have = { 0 };

	for (; row != CATALOG_NONE;
	     row = catalog_ref(it->catalog, DOMAIN_PARENT, row)) {
		if (have.len)
			str_insert(&have, 0, " > ", 3);
		const char *own = catalog_string(it->catalog, DOMAIN_ID, row);

		str_insert(&have, 0, own, strlen(own));
	}
	cr_assert_str_eq(str_text(&have), wanted, "the domains of %s", id);
	str_done(&have);
}

static inline const char *
domain_text(const struct imported *it, enum catalog_field field, const char *id)
{
	size_t row = catalog_find(it->catalog, TABLE_DOMAIN, id);

	cr_assert_neq(row, CATALOG_NONE, "the domain %s is there", id);
	return catalog_text(it->catalog, field, row, 0);
}

/* The texts of all objectives of a control, joined by bars. */
static inline void
assert_objectives(const struct imported *it, const char *id, const char *wanted)
{
	size_t row = control_row(it, id);
	struct str have = { 0 };

	for (size_t i = 0;
	     i < catalog_count(it->catalog, CONTROL_OBJECTIVES, row); i++)
		str_printf(&have, "%s%s", i ? "|" : "",
		    catalog_text(it->catalog, OBJECTIVE_TEXT,
		        catalog_child(it->catalog, CONTROL_OBJECTIVES, row, i),
		        0));
	cr_assert_str_eq(str_text(&have), wanted, "objectives of %s", id);
	str_done(&have);
}

static inline void
assert_solutions(const struct imported *it, const char *id, const char *wanted)
{
	size_t row = catalog_child(
	    it->catalog, CONTROL_SOLUTIONS, control_row(it, id), 0);
	struct str have = { 0 };

	for (size_t i = 0; i < catalog_count(it->catalog, SOLUTION_LINES, row);
	     i++)
		str_printf(&have, "%s%s", i ? "|" : "",
		    catalog_item(it->catalog, SOLUTION_LINES, row, i, 0));
	cr_assert_str_eq(str_text(&have), wanted, "solutions of %s", id);
	str_done(&have);
}

/* Refused with one line that holds these words. */
static inline void
refuses(const char *yaml, const char *words)
{
	struct imported it = { 0 };

	cr_assert_not(import_bytes(&it, "ciso", "in.yaml", yaml, strlen(yaml)),
	    "refused: %.200s", yaml);
	cr_assert_not_null(
	    strstr(it.err.message, words), "\"%s\"", it.err.message);
	cr_assert_null(strchr(it.err.message, '\n'), "one line");
	cr_assert_str_eq(it.err.path, "in.yaml", "names the file");
	imported_done(&it);
}

static inline void
import_orchard(struct imported *it)
{
	import_files(it, "ciso", (const char *const[]){ ORCHARD, NULL });
	cr_assert_not_null(it->catalog, "imports: %s", it->err.message);
}

static inline const char *
in(const struct imported *it, const char *tag, enum catalog_field field,
    size_t row)
{
	size_t language = catalog_find_language(it->catalog, tag);

	cr_assert_neq(language, 0, "there is %s", tag);
	return catalog_text(it->catalog, field, row, language);
}

#endif
