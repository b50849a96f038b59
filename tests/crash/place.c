/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* An ext4 file system in an image, or a plain directory. */

#include <config.h>

#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHUT_DOWN _IOR('X', 125, uint32_t)
#define IMAGE_BYTES ((off_t)16 * 1024 * 1024)

/* A loop device on the image that frees itself with the mount. -1: none. */
static int
attach_loop(const char *image, char *name, size_t size)
{
	struct loop_config config = { .info.lo_flags = LO_FLAGS_AUTOCLEAR };
	int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
	int file = open(image, O_RDWR | O_CLOEXEC), loop = -1;

	config.fd = (uint32_t)file;
	/* somebody else may take the free one first */
	for (int try = 0; control >= 0 && file >= 0 && try < 50; try++) {
		int number = ioctl(control, LOOP_CTL_GET_FREE);

		if (number < 0)
			break;
		snprintf(name, size, "/dev/loop%d", number);
		loop = open(name, O_RDWR | O_CLOEXEC);
		if (loop < 0)
			break;
		if (ioctl(loop, LOOP_CONFIGURE, &config) == 0)
			break;
		close(loop);
		loop = -1;
		if (errno != EBUSY)
			break;
	}
	if (control >= 0)
		close(control);
	if (file >= 0)
		close(file);
	return loop;
}

static bool
mount_image(struct place *place)
{
	char name[32];
	int loop = attach_loop(place->image, name, sizeof(name));

	if (loop < 0)
		return false;
	place->mounted = mount(name, place->dir, "ext4", MS_NOATIME,
	                     "noauto_da_alloc,noinit_itable") == 0;
	close(loop);
	return place->mounted;
}

static void
unmount_image(struct place *place)
{
	if (!place->mounted)
		return;
	/* the last of a killed program may still be on its way out */
	double end = rig_seconds() + 5;

	while (umount(place->dir) < 0) {
		if (errno != EBUSY || rig_seconds() > end)
			rig_broken("umount %s: %s", place->dir,
			    strerror(errno));
		sched_yield();
	}
	place->mounted = false;
}

/* The image's own memory: a tmpfs seen by this process and its children. */
static void
open_disk(struct place *place, const struct rig *rig)
{
	char memory[RIG_PATH], bytes[32];

	if (geteuid() != 0)
		rig_skip("mounting needs root");
	if (unshare(CLONE_NEWNS) < 0 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
		rig_skip("no mount namespace of its own: %s", strerror(errno));
	rig_join(memory, rig->work, "memory");
	mkdir(memory, 0700);
	if (mount("image", memory, "tmpfs", 0, "size=256m,mode=700") < 0)
		rig_skip("no tmpfs can be mounted: %s", strerror(errno));
	rig_join(place->image, memory, "image");
	rig_write(place->image, "", 0);
	snprintf(bytes, sizeof(bytes), "%lld", (long long)IMAGE_BYTES);
	rig_must("truncate", "-s", bytes, place->image);
	char *argv[] = { "mke2fs", "-qF", "-t", "ext4", "-m", "0", "-E",
		"lazy_itable_init=1,lazy_journal_init=1", place->image, NULL };
	const char *env[] = { "PATH=/usr/sbin:/sbin:/usr/bin:/bin", NULL };

	if (rig_run(argv, env, NULL, NULL) != 0)
		rig_skip("mke2fs of e2fsprogs makes no ext4 here");
	if (!mount_image(place))
		rig_skip("no ext4 on a loop device: %s", strerror(errno));
}

void
place_open(struct place *place, const struct rig *rig, bool disk)
{
	*place = (struct place){ .disk = disk };
	rig_join(place->dir, rig->work, "disk");
	mkdir(place->dir, 0700);
	if (disk)
		open_disk(place, rig);
	else
		rig_join(place->image, rig->work, "kept");
	place_keep(place, "empty");
}

void
place_close(struct place *place)
{
	char memory[RIG_PATH];

	if (!place->disk)
		return;
	unmount_image(place);
	snprintf(memory, sizeof(memory), "%.*s",
	    (int)(strlen(place->image) - strlen("/image")), place->image);
	umount2(memory, MNT_DETACH);
	rmdir(memory);
}

/* Copies the parts of an image that hold anything. */
static void
copy_image(const char *from, const char *to)
{
	static char block[65536];
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	off_t at = 0, end = 0;

	if (in < 0 || out < 0 || ftruncate(out, IMAGE_BYTES) < 0)
		rig_broken("%s: %s", to, strerror(errno));
	while ((at = lseek(in, end, SEEK_DATA)) >= 0) {
		end = lseek(in, at, SEEK_HOLE);
		while (at < end) {
			size_t want = sizeof(block);

			if (end - at < (off_t)want)
				want = (size_t)(end - at);
			ssize_t got = pread(in, block, want, at);

			if (got <= 0 ||
			    pwrite(out, block, (size_t)got, at) != got)
				rig_broken("%s: %s", to, strerror(errno));
			at += got;
		}
	}
	close(in);
	close(out);
}

static void
kept_name(const struct place *place, const char *name, char *out)
{
	if (snprintf(out, RIG_PATH, "%s.%s", place->image, name) >= RIG_PATH)
		rig_broken("the path is too long");
}

void
place_keep(struct place *place, const char *name)
{
	char kept[RIG_PATH];

	kept_name(place, name, kept);
	if (place->disk) {
		unmount_image(place);
		copy_image(place->image, kept);
		if (!mount_image(place))
			rig_broken("mount: %s", strerror(errno));
		return;
	}
	rig_must("rm", "-rf", kept, NULL);
	rig_must("cp", "-a", place->dir, kept);
}

void
place_restore(struct place *place, const char *name)
{
	char kept[RIG_PATH];

	kept_name(place, name, kept);
	if (place->disk) {
		unmount_image(place);
		copy_image(kept, place->image);
		if (!mount_image(place))
			rig_broken("mount: %s", strerror(errno));
		return;
	}
	rig_must("rm", "-rf", place->dir, NULL);
	rig_must("cp", "-a", kept, place->dir);
}

void
place_cut(const struct place *place, unsigned flag)
{
	uint32_t way = flag;
	int fd = open(place->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || ioctl(fd, SHUT_DOWN, &way) < 0)
		rig_broken("the file system is not shut down: %s",
		    strerror(errno));
	close(fd);
}

void
place_reboot(struct place *place)
{
	if (!place->disk)
		return;
	unmount_image(place);
	if (!mount_image(place))
		rig_broken("mount after a cut: %s", strerror(errno));
}
