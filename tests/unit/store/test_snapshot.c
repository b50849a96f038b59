/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* session.yaml: nested by path, in natural order, readable as YAML. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../sample_pack.h"
#include "base/file.h"
#include "base/str.h"
#include "model/session.h"
#include "store/journal.h"
#include "yaml/yread.h"

static const struct stamp stamp = { "ada", NULL, "2026-07-14T10:00:00+02:00" };

static const struct ynode *
at(const struct ynode *node, const char *path)
{
	char *copy = xstrdup(path), *rest = copy, *part;

	while (node && (part = strsep(&rest, "/")))
		node = ynode_get(node, part);
	free(copy);
	return node;
}

static void
expect_text(const struct ynode *node, const char *path, const char *wanted)
{
	const struct ynode *found = at(node, path);

	cr_assert_not_null(found, "%s is missing", path);
	cr_assert_eq(found->kind, YNODE_SCALAR, "%s is a value", path);
	cr_assert_str_eq(found->text, wanted, "%s is %s", path, found->text);
}

Test(snapshot, the_state_is_nested_by_path_with_seq_and_sum_on_top)
{
	char root[] = "snapshot-XXXXXX";
	struct catalog *c = sample_catalog();
	struct session_header header = { .at = xstrdup("t"),
		.by = xstrdup("ada"),
		.pack_id = xstrdup("garden") };
	struct journal *journal;
	struct session *session;
	struct changes changes = { 0 };
	struct commit commit;
	struct err err = { 0 };
	char key[9];

	cr_assert_not_null(mkdtemp(root), "%s", strerror(errno));
	char *dir = path_join(root, "s");
	char *file = path_join(dir, "session.yaml");

	cr_assert(journal_create(dir, &header, &journal, &session, &err), "");
	cr_assert(
	    journal_snapshot(journal, session, &err), "empty: %s", err.message);
	changes_add(&changes, "GAR-01/target", "3", NULL);
	changes_add(&changes, "GAR-01.1/target", "2", NULL);
	changes_add(&changes, "GAR-01/performed", "yes", NULL);
	changes_add(
	    &changes, "GAR-01/criteria/2.2/state", "not applicable", "no lock");
	changes_add(&changes, "links/E-GAT-01/GAR-01", "supports", NULL);
	changes_add(&changes, "links/E-GAT-01/GAR-01.1", "partly", NULL);
	changes_add(&changes, "links/E-GAT-01/GAR-01/locator", "p. 4", NULL);
	changes_add(
	    &changes, "GAR-01/notes/a/text", "two\nlines: \xc3\xa4\n", NULL);
	cr_assert(session_prepare(session, c, &changes, &stamp, &commit, &err),
	    "%s", err.message);
	cr_assert(journal_append(journal, &commit, &err), "");
	session_apply_take(session, &commit);
	cr_assert(journal_snapshot(journal, session, &err), "%s", err.message);

	struct ydoc *doc = yread_file(file, &YLIMITS_PACK, &err);

	cr_assert_not_null(doc, "%s", err.message);
	const struct ynode *top = ydoc_root(doc);
	const struct ynode *state = at(top, "state");
	char *path;

	criterion_key("The lock is oiled.", NULL, 0, key);
	cr_assert_str_eq(top->first->key, "format", "on top");
	expect_text(top, "format", "assay-session/1");
	expect_text(top, "seq", "1");
	expect_text(top, "sum", session_commit(session, 0)->sum);
	cr_assert_str_eq(state->first->key, "GAR-01", "natural order");
	cr_assert_str_eq(state->first->next->key, "GAR-01.1", "after it");
	expect_text(state, "GAR-01/target", "3");
	expect_text(state, "GAR-01/performed", "yes");
	expect_text(state, "GAR-01/notes/a/text", "two\nlines: \xc3\xa4\n");
	path = xasprintf("GAR-01/criteria/2.%s/state/value", key);
	expect_text(state, path, "not applicable");
	free(path);
	path = xasprintf("GAR-01/criteria/2.%s/state/why", key);
	expect_text(state, path, "no lock");
	free(path);
	expect_text(state, "links/E-GAT-01/GAR-01/value", "supports");
	expect_text(state, "links/E-GAT-01/GAR-01/below/locator", "p. 4");
	expect_text(state, "links/E-GAT-01/GAR-01.1", "partly");
	ydoc_free(doc);

	cr_assert_eq(truncate(file, 5), 0, "");
	journal_close(journal);
	session_free(session);
	cr_assert(journal_open(dir, JOURNAL_READ, &journal, &session, &err),
	    "a broken snapshot is of no matter");
	cr_assert_not(
	    journal_snapshot(journal, session, &err), "readers write nothing");
	err_done(&err);
	journal_close(journal);
	session_free(session);
	changes_done(&changes);
	path = xasprintf("rm -rf %s", root);
	cr_assert_eq(system(path), 0, "clean up");
	free(path);
	free(dir);
	free(file);
	catalog_free(c);
}
