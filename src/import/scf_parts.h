/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_SCF_PARTS_H
#define ASSAY_IMPORT_SCF_PARTS_H

/* What scf.c (catalogs), scf_control.c (controls) and scf_hang.c (what hangs
 * on controls) share. */

#include "import/scf.h"

/* More than any cell holds; each id is looked for among the others. */
enum { SCF_IDS_MAX = 1000 };

/* A cell as one line, white space folded; NULL when it is blank. The caller
 * frees it. */
char *scf_line(const char *cell);
/* The same with its list breaks kept. */
char *scf_lines(const char *cell);
/* Does a cell say that there is nothing: blank, "N/A"? */
bool scf_absent(const char *cell);
/* Is the whole text made like an id? */
bool scf_is_id(const char *text);
/* The ids of a cell, each once; a piece with blanks that are no breaks between
 * ids stays whole. Stops at one more than SCF_IDS_MAX. */
void scf_ids(const char *cell, struct name_list *ids);
/* The lines of a cell, folded, blank ones left out. */
void scf_each_line(const char *cell, struct name_list *lines);
/* The pack's words for what a cell says a control or an objective applies to;
 * others are reported. id: whose cell it is. */
void scf_applies_to(struct import_job *job, const char *id, const char *cell,
    const struct scf_place *place, struct name_list *words);
/* Ignoring case. */
bool scf_has(const struct name_list *list, const char *text);

#endif
