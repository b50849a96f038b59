/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The first frame shows the pack as it was compiled; whether that is still what
 * its files say is seen right after it, before the first key. */

#include <config.h>

#include <stdlib.h>

#include "app/app_parts.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "store/content.h"

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

void
app_check_pack(struct app *app)
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
		char *why = err.message ? err_line(&err)
		                        : xstrdup(app->pack_dir);

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
