/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_JOB_PARTS_H
#define ASSAY_IMPORT_JOB_PARTS_H

/* What the files of a job share: job.c (life, domains, controls),
 * job_levels.c, job_lists.c, job_items.c, job_finish.c. */

#include "import/job.h"

/* More than any source has, few enough for lists that are searched in
 * order. */
enum { JOB_LIST_MAX = 2000, JOB_CONTROLS_MAX = 20000 };

/* A domain by its code, ignoring case; NULL: there is none. */
struct job_domain *job_domain_of(
    const struct import_job *job, const char *code);
void job_list_done(struct job_list *list);

#endif
