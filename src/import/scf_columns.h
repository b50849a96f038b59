/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_SCF_COLUMNS_H
#define ASSAY_IMPORT_SCF_COLUMNS_H

/* The columns of the sheet of controls: most are frameworks, which no list
 * here can know. What the workbook lists as its sources is one for sure; of
 * the others header and content tell. */

#include <stdbool.h>
#include <stddef.h>

#include "import/scf_headers.h"
#include "import/scf_sheets.h"

struct scf_columns {
	struct scf_column {
		enum scf_col col;
		char *name; /* folded header; of a profile or a framework its
		               name in the pack */
		const char *id; /* a risk's or threat's, in name */
		int level;
		const struct scf_size *size;
		size_t filled, marks, prose, words; /* cells of that sort */
	} *items;
	size_t count;
	size_t rows;   /* with an id */
	size_t header; /* the row of the headers */
	/* The sources that the workbook lists. */
	struct scf_source {
		char *name, *tight; /* its header there, see scf_headers.h */
		char *title, *id, *group, *url;
	} *sources;
	size_t source_count, source_capacity;
};

/* Reads headers, measures the columns, tells what they are, makes the
 * frameworks known to the job, and reports what is not understood. False with
 * the job's err. */
bool scf_columns_read(struct scf_columns *columns, struct scf_sheets *sheets);
void scf_columns_done(struct scf_columns *columns);

#endif
