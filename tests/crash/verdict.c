/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Compares a session with what a whole walk left. */

#include <config.h>

#include "verdict.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Random ids and times become dots: they differ from walk to walk. */
static void
mask(char *text, const char *before, size_t len)
{
	for (char *at = text; (at = strstr(at, before));) {
		at += strlen(before);
		for (size_t i = 0; i < len && at[i] && at[i] != '"'; i++)
			at[i] = '.';
	}
}

/* What a commit of the history did, without when and by whom. */
static char *
commit_text(json_t *commit)
{
	static const char *const kept[] = { "changes", "undoes", "redoes" };
	json_t *part = json_object();

	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		json_object_set(
		    part, kept[i], json_object_get(commit, kept[i]));
	char *text = json_dumps(part, JSON_COMPACT | JSON_SORT_KEYS);

	json_decref(part);
	if (!text)
		rig_broken("a commit cannot be written as text");
	mask(text, "/notes/", 6);
	mask(text, "EV-", 6);
	return text;
}

static void
list_done(char **list, size_t count)
{
	for (size_t i = 0; list && i < count; i++)
		free(list[i]);
	free(list);
}

/* The commits of a history as text; NULL: that is no history. */
static char **
read_history(const char *text, size_t *count)
{
	json_t *root = text ? json_loads(text, 0, NULL) : NULL;
	json_t *commits = json_object_get(root, "commits");
	size_t n = json_array_size(commits);
	char **list = NULL;

	if (json_is_array(commits)) {
		list = calloc(n + 1, sizeof(*list));
		for (size_t i = 0; list && i < n; i++)
			list[i] = commit_text(json_array_get(commits, i));
		*count = n;
	}
	json_decref(root);
	return list;
}

void
reference_take(struct reference *reference, const struct rig *rig,
    const char *session)
{
	char path[RIG_PATH], *history = NULL;

	rig_join(path, session, "journal");
	*reference = (struct reference){ .journal = rig_read(path, NULL) };
	if (!reference->journal ||
	    rig_assay(rig, &history, NULL, "history", session, "--json",
	        NULL) != 0)
		rig_broken("the walk itself left no session in %s", session);
	reference->commits = read_history(history, &reference->count);
	reference->statuses =
	    calloc(reference->count + 1, sizeof(*reference->statuses));
	if (!reference->commits || !reference->statuses)
		rig_broken("the walk's history cannot be read");
	free(history);
}

void
reference_done(struct reference *reference)
{
	list_done(reference->commits, reference->count);
	list_done(reference->statuses, reference->count + 1);
	free(reference->journal);
}

/* The status after so many commits: that of the journal cut off there. */
static const char *
status_after(struct reference *reference, const struct rig *rig, size_t commits)
{
	char **status = &reference->statuses[commits];
	const char *end = reference->journal;
	char dir[RIG_PATH], path[RIG_PATH];

	if (*status)
		return *status;
	for (size_t i = 0; i <= commits; i++)
		end = strchr(end, '\n') + 1;
	rig_join(dir, rig->work, "reference");
	mkdir(dir, 0700);
	rig_join(path, dir, "journal");
	rig_write(
	    path, reference->journal, (size_t)(end - reference->journal));
	if (rig_assay(rig, status, NULL, "status", dir, "--json", NULL) != 0)
		rig_broken("no status after %zu commits of the walk", commits);
	mask(*status, "\"at\": \"", 25);
	return *status;
}

__attribute__((format(printf, 2, 3))) static bool
wrong(char **why, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (vasprintf(why, format, args) < 0)
		abort();
	va_end(args);
	return false;
}

static bool
judge_history(struct reference *reference, const char *history, size_t least,
    size_t most, size_t *count, char **why)
{
	char **commits = read_history(history, count);
	bool good = true;

	if (!commits)
		return wrong(why, "history gives no JSON");
	if (*count < least)
		good = wrong(why, "%zu commits where %zu were acknowledged",
		    *count, least);
	else if (*count > most)
		good = wrong(
		    why, "%zu commits where %zu were typed", *count, most);
	for (size_t i = 0; good && i < *count; i++)
		if (strcmp(commits[i], reference->commits[i]) != 0)
			good = wrong(why, "commit %zu is %s instead of %s",
			    i + 1, commits[i], reference->commits[i]);
	list_done(commits, *count);
	return good;
}

/* Does the file end in the middle of a line? */
static bool
is_torn(const char *session)
{
	char path[RIG_PATH];
	size_t len = 0;

	rig_join(path, session, "journal");
	char *text = rig_read(path, &len);
	bool torn = text && len && text[len - 1] != '\n';

	free(text);
	return torn;
}

/* Names the first line in which a status is not as it was. */
static bool
judge_status(char *status, const char *wanted, size_t count, char **why)
{
	size_t start = 0, i = 0;

	mask(status, "\"at\": \"", 25);
	for (; status[i] && status[i] == wanted[i]; i++)
		if (status[i] == '\n')
			start = i + 1;
	return status[i] == wanted[i] ||
	       wrong(why,
	           "the status after %zu commits has \"%.*s\" for \"%.*s\"",
	           count, (int)strcspn(status + start, "\n"), status + start,
	           (int)strcspn(wanted + start, "\n"), wanted + start);
}

/* Opens to write: one change more, and what is torn is cut off, not without
 * a word. */
static bool
judge_writing(const struct rig *rig, const char *session, bool torn, char **why)
{
	static const char change[] = "- {path: session/title, value: after}\n";
	char path[RIG_PATH], *errors = NULL;

	rig_join(path, rig->work, "change.yaml");
	rig_write(path, change, sizeof(change) - 1);
	int status =
	    rig_assay(rig, NULL, &errors, "apply", session, path, NULL);
	bool good = true;

	if (status != 0)
		good = wrong(why, "apply ends with %d: %s", status,
		    errors ? errors : "");
	else if (torn && (!errors || !strstr(errors, "torn")))
		good = wrong(why, "apply says nothing of a torn line");
	else if (is_torn(session))
		good = wrong(why, "a torn line is still there after apply");
	free(errors);
	return good;
}

bool
verdict_session(const struct rig *rig, struct reference *reference,
    const char *session, size_t least, size_t most, char **why)
{
	char *history = NULL, *status = NULL, *problems = NULL, *errors = NULL;
	bool torn = is_torn(session);
	size_t count = 0;
	int ended = rig_assay(
	    rig, &history, &errors, "history", session, "--json", NULL);
	bool good = ended == 0 ||
	            wrong(why, "history ends with %d: %s", ended,
	                errors ? errors : "");

	good = good &&
	       judge_history(reference, history, least, most, &count, why);
	if (good && (ended = rig_assay(rig, &status, NULL, "status", session,
	                 "--json", NULL)))
		good = wrong(why, "status ends with %d", ended);
	if (good && !reference->fresh)
		good = judge_status(status,
		    status_after(reference, rig, count), count, why);
	if (good && (ended = rig_assay(
	                 rig, &problems, NULL, "check", session, NULL)))
		good = wrong(why, "check ends with %d: %s", ended,
		    problems ? problems : "");
	if (good && torn && (!problems || !strstr(problems, "torn")))
		good = wrong(why, "check says nothing of a torn line");
	good = good && judge_writing(rig, session, torn, why);
	free(history);
	free(status);
	free(problems);
	free(errors);
	return good;
}
