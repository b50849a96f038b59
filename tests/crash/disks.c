/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Disks that really refuse: a sparse file system whose sync finds no room, a
 * small one in memory that fills up, one that is shut down under the program,
 * one that turns read-only. The walk goes on, the screen says NOT SAVED, and
 * nothing is lost once there is room or another place. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../pty/terminal.h"
#include "rig.h"

#define SHUT_DOWN _IOR('X', 125, uint32_t)

enum { PATIENCE = 20000 };

struct disks {
	struct rig rig;
	char outer[RIG_PATH]; /* holds the image */
	char inner[RIG_PATH]; /* the disk under the session */
	char session[RIG_PATH], there[RIG_PATH], ballast[RIG_PATH];
	struct terminal *t;
	unsigned answered;
	bool bad;
};

static void
wrong(struct disks *d, const char *what)
{
	if (d->bad)
		return;
	d->bad = true;
	d->rig.faults++;
	printf("# %s\n", what);
	for (const char *at = d->t ? terminal_screen(d->t) : ""; *at;
	     at += strcspn(at, "\n") + 1)
		if (*at != '\n')
			printf("#   |%.*s\n", (int)strcspn(at, "\n"), at);
}

static void
await(struct disks *d, const char *text)
{
	char what[160];

	if (d->bad || terminal_wait(d->t, text, true))
		return;
	snprintf(what, sizeof(what), "\"%s\" never came", text);
	wrong(d, what);
}

static void
type(struct disks *d, const char *keys)
{
	if (!d->bad)
		terminal_send(d->t, keys);
}

static void
answer(struct disks *d, unsigned count)
{
	for (unsigned i = 0; i < count && !d->bad; i++) {
		char shows[32];

		snprintf(shows, sizeof(shows), "  %u of 210  ", ++d->answered);
		type(d, "m");
		await(d, shows);
	}
}

static void
start(struct disks *d)
{
	char *argv[] = { d->rig.program, d->session, NULL };
	const char *env[] = { NULL };

	d->answered = 0;
	d->bad = false;
	if (rig_assay(&d->rig, NULL, NULL, "new", d->session, "--pack",
	        d->rig.pack, NULL) != 0)
		rig_broken("no session can be made in %s", d->inner);
	d->t = terminal_start(argv, env, 36, 120);
	if (!d->t)
		rig_broken("no terminal can be made");
	await(d, "0 of 210");
	type(d, "\r");
	await(d, "u clear");
	answer(d, 5);
	await(d, "saved ");
}

static bool
is_shown(struct disks *d, const char *text)
{
	return strstr(terminal_screen(d->t), text) != NULL;
}

/* Leaves, and looks whether all that was answered is in the journal. */
static void
finish(struct disks *d, const char *session)
{
	char path[RIG_PATH], *out = NULL;
	size_t commits = 0;
	int status;

	if (!d->bad && is_shown(d, "NOT SAVED"))
		wrong(d, "it still says NOT SAVED");
	type(d, "q");
	if (!d->bad && (!terminal_ended(d->t, PATIENCE, &status) || status))
		wrong(d, "q does not leave with 0");
	terminal_free(d->t);
	d->t = NULL;
	if (d->bad)
		return;
	rig_join(path, session, "journal");
	char *text = rig_read(path, NULL);

	for (const char *at = text; at && (at = strchr(at, '\n')); at++)
		commits++;
	free(text);
	if (commits != d->answered + 1)
		wrong(d, "answers are missing");
	if (rig_assay(&d->rig, &out, NULL, "check", session, NULL) != 0 ||
	    (out && *out))
		wrong(d, "the session is damaged");
	free(out);
}

/* Fills a file system to its last byte, leaving so much. */
static void
fill(const struct disks *d, size_t leave)
{
	static const char zeros[4096];
	int fd = open(d->ballast, O_WRONLY | O_CREAT | O_APPEND, 0600);
	struct stat st;

	if (fd < 0)
		rig_broken("%s: %s", d->ballast, strerror(errno));
	while (write(fd, zeros, sizeof(zeros)) > 0)
		;
	if (fstat(fd, &st) < 0 || ftruncate(fd, st.st_size - (off_t)leave) < 0)
		rig_broken("%s: %s", d->ballast, strerror(errno));
	close(fd);
}

static void
mount_memory(const char *where, const char *options)
{
	rig_must("mkdir", "-p", where, NULL);
	if (mount("assay", where, "tmpfs", 0, options) < 0)
		rig_skip("no file system can be mounted (%s)",
		    strerror(errno));
}

static void
unmount(const char *where)
{
	if (umount2(where, MNT_DETACH) < 0)
		rig_broken("%s: %s", where, strerror(errno));
}

/* A file system in an image in `outer`. */
static void
mount_image(const struct disks *d, const char *size, const char *options)
{
	char image[RIG_PATH], how[64];
	char *argv[] = { "mount", "-o", how, image, (char *)(size_t)d->inner,
		NULL };
	char *made[] = { "mkfs.ext4", "-q", "-F", "-b", "1024", image,
		(char *)(size_t)size, NULL };

	rig_join(image, d->outer, "image");
	snprintf(how, sizeof(how), "loop%s", options);
	rig_must("mkdir", "-p", d->inner, NULL);
	if (rig_run(made, NULL, NULL, NULL) != 0)
		rig_skip("there is no mkfs.ext4");
	if (rig_run(argv, NULL, NULL, NULL) != 0)
		rig_skip("no image can be mounted");
}

/* A tmpfs of 64 KiB: NOT SAVED, then a file is removed. */
static void
test_small(struct disks *d)
{
	mount_memory(d->inner, "size=64k,mode=0700");
	start(d);
	fill(d, 0);
	answer(d, 16);
	await(d, "NOT SAVED");
	type(d, "q");
	await(d, "not saved. ^S tries");
	type(d, "\023");
	await(d, "The disk is full");
	unlink(d->ballast);
	type(d, "\023");
	await(d, "Saved again");
	type(d, "J");
	await(d, "LNG-02  0 of 21");
	answer(d, 3);
	finish(d, d->session);
	unmount(d->inner);
}

/* Room for what waits, and not for the whole journal once more. */
static void
test_tight(struct disks *d)
{
	mount_memory(d->inner, "size=64k,mode=0700");
	start(d);
	/* a journal of some pages */
	answer(d, 16);
	type(d, "J");
	await(d, "LNG-02  0 of 21");
	answer(d, 21);
	type(d, "J");
	await(d, "LNG-03  0 of 21");
	fill(d, 0);
	answer(d, 14);
	await(d, "NOT SAVED");
	unlink(d->ballast);
	fill(d, 8192);
	type(d, "\023");
	await(d, "Saved again");
	finish(d, d->session);
	unmount(d->inner);
}

/* The image has holes, and what lies below it no room to fill them: writes
 * succeed and their sync fails. */
static void
test_sparse(struct disks *d)
{
	mount_memory(d->outer, "size=6m,mode=0700");
	mount_image(d, "64m", ",errors=continue");
	start(d);
	char below[RIG_PATH];

	rig_join(below, d->outer, "ballast");
	char kept[RIG_PATH];

	snprintf(kept, sizeof(kept), "%s", d->ballast);
	snprintf(d->ballast, sizeof(d->ballast), "%s", below);
	fill(d, 0);
	/* what the image has already is used up first */
	for (unsigned i = 0; i < 15 && !d->bad; i++) {
		answer(d, 1);
		if (is_shown(d, "NOT SAVED"))
			break;
	}
	bool told = is_shown(d, "NOT SAVED");

	answer(d, 1);
	unlink(below);
	snprintf(d->ballast, sizeof(d->ballast), "%s", kept);
	if (told) {
		char line[RIG_PATH + 16];

		snprintf(line, sizeof(line), ":save-to %s\r", d->there);
		type(d, line);
		await(d, "it goes on there");
		finish(d, d->there);
	} else {
		printf("# the sparse image found room for every answer\n");
		finish(d, d->session);
	}
	unmount(d->inner);
	unmount(d->outer);
	rig_must("rm", "-rf", d->there, NULL);
}

/* EIO on everything, reads too: memory has what the disk had. */
static void
test_shut_down(struct disks *d)
{
	char line[RIG_PATH + 16];
	uint32_t flag = 2;

	mount_memory(d->outer, "size=32m,mode=0700");
	mount_image(d, "16m", "");
	start(d);
	int fd = open(d->inner, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || ioctl(fd, SHUT_DOWN, &flag) < 0)
		rig_broken("%s cannot be shut down", d->inner);
	close(fd);
	answer(d, 4);
	await(d, "NOT SAVED  4 answers");
	type(d, "\023");
	await(d, "Not saved: ");
	snprintf(line, sizeof(line), ":save-to %s\r", d->there);
	type(d, line);
	await(d, "it goes on there");
	answer(d, 4);
	await(d, "saved ");
	finish(d, d->there);
	unmount(d->inner);
	unmount(d->outer);
	rig_must("rm", "-rf", d->there, NULL);
}

/* The kernel finds an error and goes on read-only. */
static void
test_read_only(struct disks *d)
{
	char line[RIG_PATH + 16], device[RIG_PATH] = "", path[RIG_PATH];
	char *argv[] = { "findmnt", "-no", "SOURCE", (char *)(size_t)d->inner,
		NULL };
	char *out = NULL;

	mount_memory(d->outer, "size=32m,mode=0700");
	mount_image(d, "16m", ",errors=remount-ro");
	start(d);
	if (rig_run(argv, NULL, &out, NULL) == 0 && out)
		snprintf(device, sizeof(device), "%.*s",
		    (int)strcspn(out, "\n"), out);
	free(out);
	const char *name = strrchr(device, '/');

	snprintf(path, sizeof(path), "/sys/fs/ext4/%.32s/trigger_fs_error",
	    name ? name + 1 : "");
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd >= 0 && write(fd, "test\n", 5) == 5) {
		answer(d, 4);
		await(d, "NOT SAVED  4 answers");
		snprintf(line, sizeof(line), ":save-to %s\r", d->there);
		type(d, line);
		await(d, "it goes on there");
		finish(d, d->there);
	} else {
		printf("# the kernel lets nobody make an error\n");
		finish(d, d->session);
	}
	if (fd >= 0)
		close(fd);
	unmount(d->inner);
	unmount(d->outer);
	rig_must("rm", "-rf", d->there, NULL);
}

static const struct {
	const char *title;
	void (*run)(struct disks *d);
} tests[] = {
	{ "a small disk in memory fills and has room again", test_small },
	{ "room for what waits is enough", test_tight },
	{ "writes succeed and their sync finds no room", test_sparse },
	{ "a disk is shut down, and the session goes on elsewhere",
	    test_shut_down },
	{ "a disk turns read-only", test_read_only },
};

int
main(int argc, char **argv)
{
	size_t count = sizeof(tests) / sizeof(*tests);
	struct disks *d = calloc(1, sizeof(*d));

	(void)argc;
	(void)argv;
	if (!d)
		return 99;
	terminal_heed_signals();
	umask(077);
	if (geteuid() != 0)
		rig_skip("only root mounts file systems");
	rig_open(&d->rig, "disks");
	/* what is mounted goes with this process */
	if (unshare(CLONE_NEWNS) < 0 ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
		rig_skip("no mount namespace (%s)", strerror(errno));
	rig_join(d->outer, d->rig.work, "outer");
	rig_join(d->inner, d->rig.work, "inner");
	rig_join(d->there, d->rig.work, "there");
	rig_join(d->session, d->inner, "s");
	rig_join(d->ballast, d->inner, "ballast");
	for (size_t i = 0; i < count; i++) {
		double begin = rig_seconds();

		tests[i].run(d);
		printf("%s %zu - %s (%.1f s)\n", d->bad ? "not ok" : "ok",
		    i + 1, tests[i].title, rig_seconds() - begin);
	}
	printf("1..%zu\n", count);
	int status = d->rig.faults ? 1 : 0;

	rig_close(&d->rig);
	free(d);
	return status;
}
