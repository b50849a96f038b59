/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_ODDITY_H
#define ASSAY_IMPORT_ODDITY_H

/* What can be odd about a source, by kind: each warning of an import is of
 * one, and the report at its end counts them. */

#include <stddef.h>

enum oddity {
	ODD_REFERENCE,   /* leads to nothing that the source has */
	ODD_ONE_WAY,     /* one side of a link lacks the other */
	ODD_PARENT,      /* an id that does not match what it lies under */
	ODD_DUPLICATE,   /* an id, or a thing, met twice */
	ODD_CONTRADICTS, /* a level that has no criteria and lists some */
	ODD_LEVEL,       /* other doubts about a level's text */
	ODD_DATE,        /* a date where an id should be */
	ODD_COLUMN,      /* a column, sheet or key not understood */
	ODD_NAME,        /* an id or a name that had to be made */
	ODD_VALUE,       /* a value that is none of its kind; left out */
	ODD_SPLIT,       /* a cell cut into values with a doubt */
	ODD_WITHDRAWN,   /* a control that is no longer in force */
	ODD_PASSED_OVER, /* a file that is no source */
	ODD_OTHER,
	ODD_COUNT
};

/* "4 dates where ids should be": translated; the caller frees it. */
char *oddity_text(enum oddity kind, size_t n);

#endif
