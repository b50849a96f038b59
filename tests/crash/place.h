/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_CRASH_PLACE_H
#define ASSAY_TESTS_CRASH_PLACE_H

/* Where the sessions of a crash test lie: an ext4 file system of its own, in
 * an image on a loop device in a mount namespace that goes with this process;
 * or a plain directory, for those who only kill. Its states are kept and
 * brought back, so that a cut does not begin with the whole walk. */

#include "rig.h"

struct place {
	bool disk;
	char dir[RIG_PATH];   /* always the same path */
	char image[RIG_PATH]; /* or, without a disk, the copies' directory */
	bool mounted;
};

/* Made empty. A machine that cannot skips the test. */
void place_open(struct place *place, const struct rig *rig, bool disk);
void place_close(struct place *place);
/* Keeps what is there, or brings it back, under a name. */
void place_keep(struct place *place, const char *name);
void place_restore(struct place *place, const char *name);
/* The power goes, by way 1 or 2 (faults.c). */
void place_cut(const struct place *place, unsigned flag);
/* The power is back: what reached the disk. */
void place_reboot(struct place *place);

#endif
