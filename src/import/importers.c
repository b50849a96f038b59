/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* THE list of formats, and the way from sources to a catalog. */

#include <config.h>

#include "import/importers.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "import/job.h"
#include "model/catalog.h"

/* TO ADD A FORMAT: one line here, and the file that defines importer_NAME. */
#define IMPORTERS(X) \
	X(scf_page) \
	X(markdown)

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

const struct importer *
importers_detect(const char *text, size_t len)
{
	const struct importer *best = NULL;
	int best_score = IMPORT_CERTAIN - 1;

	for (size_t i = 0; i < IMPORTERS_COUNT; i++) {
		int score = importers[i]->detect(text, len);

		if (score > best_score) {
			best_score = score;
			best = importers[i];
		}
	}
	return best;
}

static bool
no_format(const char *path, struct err *err)
{
	struct str names = { 0 };

	for (size_t i = 0; i < IMPORTERS_COUNT; i++)
		str_printf(&names, "%s%s", i ? ", " : "", importers[i]->name);
	err_set_at(err, ERR_INPUT, path, 1, 1,
	    _("This is of no known format (%s): name the format if it is one "
	      "of them."),
	    str_text(&names));
	str_done(&names);
	return false;
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

static bool
read_source(struct import_job *job, const struct importer *importer,
    const char *path, const char *text, size_t len)
{
	struct str cleaned = { 0 };
	bool ok = clean(path, text, len, &cleaned, job->err);
	const struct importer *found = importer;

	if (ok && !found)
		found = importers_detect(str_text(&cleaned), cleaned.len);
	if (ok && !found)
		ok = no_format(path, job->err);
	if (ok) {
		job_open(job, found->name, path);
		ok = found->read(
		    job, path, str_text(&cleaned), cleaned.len);
		job_close(job);
	}
	str_done(&cleaned);
	return ok;
}

bool
import_text(const struct importer *importer, const char *path,
    const char *text, size_t len, const char *pack_id, struct catalog **out,
    struct err_list *problems, struct err *err)
{
	struct import_job *job = job_new(problems, err);
	struct catalog *catalog = NULL;

	if (read_source(job, importer, path, text, len))
		catalog = job_finish(job, pack_id);
	job_free(job);
	if (catalog)
		*out = catalog;
	return catalog != NULL;
}

/* One run over several sources. */
struct run {
	struct import_job *job;
	const struct importer *importer; /* NULL: auto */
	size_t files;                    /* met so far, directories too */
	size_t used;
};

static bool
looks_right(const struct run *run, const struct str *text)
{
	if (!run->importer)
		return importers_detect(str_text(text), text->len) != NULL;
	return run->importer->detect(str_text(text), text->len) >=
	    IMPORT_CERTAIN;
}

/* A file found in a directory: what is no source is passed over. */
static bool
take_found(struct run *run, const char *path)
{
	struct str text = { 0 };
	struct err err = { 0 };
	bool ok = true;

	if (!file_read(path, IMPORT_FILE_MAX, &text, &err)) {
		err_list_add(run->job->problems, true, path, 0, 0,
		    _("Not read: %s"), err.message);
		err_done(&err);
	} else if (!looks_right(run, &text)) {
		err_list_add(run->job->problems, true, path, 0, 0,
		    _("Passed over: this looks like no source of controls."));
	} else {
		ok = read_source(run->job, run->importer, path,
		    str_text(&text), text.len);
		run->used++;
	}
	str_done(&text);
	return ok;
}

static bool take_path(struct run *run, const char *path, size_t depth);

static bool
take_dir(struct run *run, const char *path, size_t depth)
{
	char **names;
	size_t count;
	bool ok = true;

	if (depth >= IMPORT_DEPTH_MAX)
		return err_set_at(run->job->err, ERR_INPUT, path, 0, 0,
		    _("Directories lie more than %d deep: import a smaller "
		      "part."),
		    IMPORT_DEPTH_MAX);
	if (!file_list(path, &names, &count, run->job->err))
		return false;
	for (size_t i = 0; ok && i < count; i++) {
		char *inner = path_join(path, names[i]);

		ok = take_path(run, inner, depth + 1);
		free(inner);
	}
	file_names_free(names, count);
	return ok;
}

static bool
take_path(struct run *run, const char *path, size_t depth)
{
	if (++run->files > IMPORT_FILES_MAX)
		return err_set_at(run->job->err, ERR_INPUT, path, 0, 0,
		    _("There are more than %d files: import a smaller part."),
		    IMPORT_FILES_MAX);
	if (path_is_dir(path))
		return take_dir(run, path, depth);
	if (depth)
		return take_found(run, path);
	struct str text = { 0 };
	bool ok = file_read(path, IMPORT_FILE_MAX, &text, run->job->err) &&
	    read_source(run->job, run->importer, path, str_text(&text),
		text.len);

	run->used++;
	str_done(&text);
	return ok;
}

bool
import_run(const char *format, char *const *sources, size_t count,
    const char *pack_id, struct catalog **out, struct err_list *problems,
    struct err *err)
{
	struct run run = { .importer = importers_find(format) };
	struct catalog *catalog = NULL;
	bool ok = true;

	if (!run.importer && !str_equal(format, "auto"))
		return err_set(err, ERR_USAGE,
		    _("No such format: \"%s\". Use auto to find it out."),
		    format);
	run.job = job_new(problems, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = take_path(&run, sources[i], 0);
	if (ok && !run.used)
		ok = err_set_at(err, ERR_ABSENT, count ? sources[0] : NULL, 0,
		    0, _("No source of controls was found here."));
	if (ok)
		catalog = job_finish(run.job, pack_id);
	job_free(run.job);
	if (catalog)
		*out = catalog;
	return catalog != NULL;
}
