/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay: walk a security controls assessment from the terminal. */

#include <config.h>

#include <jansson.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>

#include "app/cli.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/privacy.h"

int
main(int argc, char **argv)
{
	const char *datadir = getenv("ASSAY_DATADIR");

	privacy_start();
	/* a file that may grow no further is a full disk like any other */
	signal(SIGXFSZ, SIG_IGN);
	/* JSON that lacks a part would be taken for whole */
	json_set_alloc_funcs(xmalloc, free);
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C");
	/* from the build tree the translations lie beside the packs */
	if (datadir && *datadir) {
		char *locales = path_join(datadir, "locale");

		bindtextdomain(PACKAGE, locales);
		free(locales);
	} else {
		bindtextdomain(PACKAGE, LOCALEDIR);
	}
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
	/* without a translation none is looked for at every text */
	if (!*gettext(""))
		setlocale(LC_MESSAGES, "C");
	return cli_run(argc, argv);
}
