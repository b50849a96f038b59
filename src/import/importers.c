/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* THE list of formats, and the way from sources to a catalog. Opens no file:
 * it may run where none can be opened (confined.h). */

#include <config.h>

#include "import/importers.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "import/job.h"
#include "model/catalog.h"

/* TO ADD A FORMAT: one line here, and the file that defines importer_NAME. */
#define IMPORTERS(X) \
	X(scf_xlsx)  \
	X(scf_json)  \
	X(scf_page)  \
	X(markdown)  \
	X(ciso)      \
	X(oscal)

#define X(name) extern const struct importer importer_##name;
IMPORTERS(X)
#undef X

static const struct importer *const importers[] = {
#define X(name) &importer_##name,
	IMPORTERS(X)
#undef X
};
enum { IMPORTERS_COUNT = sizeof(importers) / sizeof(*importers) };

const struct importer *
importers_at(size_t i)
{
	return i < IMPORTERS_COUNT ? importers[i] : NULL;
}

const struct importer *
importers_find(const char *name)
{
	for (size_t i = 0; i < IMPORTERS_COUNT; i++)
		if (str_equal(importers[i]->name, name))
			return importers[i];
	return NULL;
}

/* What cannot stand in text, or NULL. `bytes` is its length as encoded. */
static const char *
fault(uint32_t code, size_t bytes)
{
	if (code == 0xfffd && bytes == 1)
		return _("This is no UTF-8 text: save the file as UTF-8.");
	if (code == 0)
		return _("A NUL byte stands here: this is no text file.");
	if ((code < 0x20 && code != '\t' && code != '\n') ||
	    (code >= 0x7f && code < 0xa0))
		return _("A control character stands here: remove it.");
	return NULL;
}

/* Appends text without byte order mark, its lines ended by line feeds alone;
 * refuses what is no plain UTF-8 text. */
static bool
clean(const char *path, const char *text, size_t len, struct str *out,
    struct err *err)
{
	const char *p = text, *end = text + len;
	size_t line = 1, column = 1;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		p += 3;
	while (p < end) {
		uint32_t code;
		const char *after = *p ? utf8_next(p, &code) : p + 1;

		code = *p ? code : 0;
		if (code == '\r' && after < end && *after == '\n') {
			p = after;
			continue;
		}
		const char *what = fault(code, (size_t)(after - p));

		if (what)
			return err_set_at(
			    err, ERR_INPUT, path, line, column, "%s", what);
		str_add_n(out, p, (size_t)(after - p));
		column = code == '\n' ? 1 : column + 1;
		line += code == '\n';
		p = after;
	}
	return true;
}

/* What is no text at all is told so. */
static bool
no_format(const struct import_source *source, struct err *err)
{
	struct str names = { 0 }, text = { 0 };

	if (source->len <= IMPORT_TEXT_MAX &&
	    !clean(source->path, source->bytes, source->len, &text, err)) {
		str_done(&text);
		return false;
	}
	str_done(&text);

	for (size_t i = 0; i < IMPORTERS_COUNT; i++)
		str_printf(&names, "%s%s", i ? ", " : "", importers[i]->name);
	err_set_at(err, ERR_INPUT, source->path, 1, 1,
	    _("This is of no known format (%s): name the format if it is one "
	      "of them."),
	    str_text(&names));
	str_done(&names);
	return false;
}

/* How surely the bytes are of a format; plain text formats look at cleaned
 * text, NULL: it is none. */
static int
score(const struct importer *importer, const char *bytes, size_t len,
    const struct str *text)
{
	if (importer->binary)
		return importer->detect(bytes, len);
	return text ? importer->detect(str_text(text), text->len) : 0;
}

/* The format of the bytes: of only these importers, or of all (NULL). */
static const struct importer *
detect(const char *bytes, size_t len, const struct importer *only)
{
	const struct importer *best = NULL;
	int best_score = IMPORT_CERTAIN - 1;
	struct str text = { 0 };
	bool is_text =
	    len <= IMPORT_TEXT_MAX && clean(NULL, bytes, len, &text, NULL);

	for (size_t i = 0; i < IMPORTERS_COUNT; i++) {
		if (only && importers[i] != only)
			continue;
		int is =
		    score(importers[i], bytes, len, is_text ? &text : NULL);

		if (is > best_score) {
			best_score = is;
			best = importers[i];
		}
	}
	str_done(&text);
	return best;
}

const struct importer *
importers_detect(const char *bytes, size_t len)
{
	return detect(bytes, len, NULL);
}

/* One import over all sources. */
struct run {
	struct import_job *job;
	const struct importer *asked; /* NULL: auto */
	const struct import_source *sources;
	size_t count;
	/* by source: who reads it, NULL when it is passed over */
	const struct importer **readers;
	size_t done, used;
};

static bool
too_long(const struct import_source *source, struct err *err)
{
	return err_set_at(err, ERR_INPUT, source->path, 0, 0,
	    _("This is longer than the %d bytes a text source may have: "
	      "import a smaller part."),
	    IMPORT_TEXT_MAX);
}

/* Who reads a source. False when one that was named is of no format. */
static bool
choose(struct run *run, size_t i)
{
	const struct import_source *source = &run->sources[i];
	const struct importer *found = run->asked;

	if (!found || source->found)
		found = detect(source->bytes, source->len, found);
	run->readers[i] = found;
	if (found) {
		run->used++;
		return true;
	}
	if (!source->found)
		return no_format(source, run->job->err);
	job_warn_at(run->job, ODD_PASSED_OVER, source->path, 0, 0,
	    _("Passed over: this looks like no source of controls."));
	return true;
}

/* Hands one source over, plain text cleaned. */
static bool
read_one(struct run *run, const struct importer *importer, size_t i)
{
	struct import_source source = run->sources[i];
	struct str text = { 0 };
	bool ok = true;

	if (!importer->binary) {
		if (source.len > IMPORT_TEXT_MAX)
			return too_long(&source, run->job->err);
		ok = clean(source.path, source.bytes, source.len, &text,
		    run->job->err);
		source.bytes = str_text(&text);
		source.len = text.len;
	}
	if (ok) {
		job_open(run->job, importer->name, source.path);
		ok = importer->read(run->job, &source) &&
		     !run->job->err->message;
		job_close(run->job);
	}
	str_done(&text);
	job_step(run->job, ++run->done, run->used);
	return ok;
}

/* All sources of one format together. */
static bool
read_together(struct run *run, const struct importer *importer)
{
	struct import_source *mine =
	    xcalloc(run->count, sizeof(struct import_source));
	size_t count = 0;
	bool ok = true;

	for (size_t i = 0; i < run->count; i++)
		if (run->readers[i] == importer)
			mine[count++] = run->sources[i];
	if (count) {
		job_open(run->job, importer->name, mine[0].path);
		ok = importer->read_all(run->job, mine, count) &&
		     !run->job->err->message;
		job_close(run->job);
	}
	free(mine);
	return ok;
}

static bool
read_all(struct run *run)
{
	bool ok = true;

	for (size_t i = 0; ok && i < run->count; i++)
		ok = choose(run, i);
	if (ok && !run->used)
		return err_set_at(run->job->err, ERR_ABSENT,
		    run->count ? run->sources[0].path : NULL, 0, 0,
		    _("No source of controls was found here."));
	for (size_t k = 0; ok && k < IMPORTERS_COUNT; k++)
		if (importers[k]->read_all)
			ok = read_together(run, importers[k]);
	for (size_t i = 0; ok && i < run->count; i++)
		if (run->readers[i] && run->readers[i]->read)
			ok = read_one(run, run->readers[i], i);
	return ok;
}

bool
import_read(const char *format, const struct import_source *sources,
    size_t count, const char *pack_id, const struct import_watch *watch,
    struct catalog **out, struct err_list *problems, size_t odd[ODD_COUNT],
    struct err *err)
{
	struct run run = {
		.asked = importers_find(format),
		.sources = sources,
		.count = count,
	};
	struct catalog *catalog = NULL;

	if (!run.asked && !str_equal(format, "auto"))
		return err_set(err, ERR_USAGE,
		    _("No such format: \"%s\". Use auto to find it out."),
		    format);
	run.job = job_new(problems, odd, err);
	run.job->watch = watch;
	run.readers = xcalloc(count, sizeof(const struct importer *));
	if (read_all(&run))
		catalog = job_finish(run.job, pack_id);
	free(run.readers);
	job_free(run.job);
	if (catalog)
		*out = catalog;
	return catalog != NULL;
}
