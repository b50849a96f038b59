/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_RUN_H
#define ASSAY_APP_RUN_H

/* The loop between a terminal and the program behind the screen. */

#include "app/app.h"

/* Opens the terminal and the session, runs until the user leaves, restores the
 * terminal. Returns the exit status; problems go to stderr. */
int run_screen(const struct app_options *options);

#endif
