/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What is looked at after the first frame and before the first key: whether the
 * lines of the journal are as they were written, and whether the pack, shown as
 * it was compiled, still is what its files say. */

#include <config.h>

#include <stdlib.h>

#include "app/app_parts.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "store/content.h"
#include "store/journal.h"

/* The same session with another catalog. */
static void
show_anew(struct app *app, struct catalog *catalog)
{
	struct app_files files = {
		.catalog = catalog,
		.pack_dir = app->pack_dir,
		.session = app->session,
		.journal = app->journal,
		.trouble = app->trouble,
	};

	resume_save(app);
	app_clear_panes(app);
	desk_done(&app->desk);
	catalog_free(app->catalog);
	app->trouble = NULL;
	app_show_view(app, app->view);
	app_show_files(app, &files);
	app_resize(app, app->rows, app->cols);
}

static void
check_pack(struct app *app)
{
	struct err err = { 0 };
	bool current = content_check_take(app->check);

	app->check = NULL;
	struct catalog *fresh =
	    current ? NULL : content_open(app->pack_dir, &err);
	const char *id = catalog_string(app->catalog, PACK_ID, 0);

	if (fresh && str_equal(catalog_string(fresh, PACK_ID, 0), id)) {
		show_anew(app, fresh);
		return;
	}
	if (!current) {
		char *why =
		    err.message ? err_line(&err) : xstrdup(app->pack_dir);

		/* TRANSLATORS: a message that says what is wrong with it */
		app_say(app,
		    _("The pack was changed and cannot be used so; it is "
		      "shown as it was. %s"),
		    why);
		app->message_bad = true;
		free(why);
	}
	catalog_free(fresh);
	err_done(&err);
	if (app->session)
		app_note_pack(app);
}

bool
app_unsettled(const struct app *app)
{
	return app->check || (app->journal && journal_unverified(app->journal));
}

void
app_settle(struct app *app)
{
	if (!app_unsettled(app))
		return;
	if (app->journal && journal_unverified(app->journal)) {
		/* what was shown is not to be believed */
		if (!journal_verify(app->journal, NULL)) {
			app_open_again(app);
			return;
		}
		app_settled(app);
	}
	if (app->check)
		check_pack(app);
	else if (app->session)
		app_note_pack(app);
}
