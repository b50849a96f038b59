/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A compiled pack in a file: a head, a stamp for every source, their names,
 * and the catalog's block as it lies in memory. It is replaced whole and only
 * ever mapped to be read, so that two programs may make it at once. */

#include <config.h>

#include "store/content_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "store/content_parts.h"
#include "store/xdg.h"

static const char MAGIC[8] = "assaypk";
enum { FORMAT = 1, ORDER = 0x01020304, ALIGN = 16 };
/* Times of files move in steps of a clock tick; a pack nobody opened for so
 * many days is compiled again when it is. */
enum { TICK = 20 * 1000 * 1000, KEEP_DAYS = 60 };

struct stamp {
	uint64_t size, inode;
	int64_t written, changed; /* seconds */
	uint32_t written_ns, changed_ns;
	uint32_t name; /* where among the names */
	uint32_t unused;
};

struct head {
	char magic[8];
	uint32_t format, order;
	uint64_t shape; /* of the catalog */
	uint64_t size;  /* of the file */
	uint64_t block, block_size;
	uint64_t sources; /* stamps behind the head, then the names */
	uint64_t names;   /* bytes */
	uint64_t sum;     /* of stamps and names */
};

struct cache_stamps {
	struct stamp *items;
	size_t count;
	struct str names;
	bool settled; /* none changed a moment ago */
};

struct cache {
	int users;
	bool checked; /* the catalog's bounds were */
	int dir_fd;
	size_t size;
	const struct head *head;
	const struct stamp *stamps;
	const char *names;
};

/* A file that was written whole gets a time of writing whose nanoseconds are
 * made from what it is: whoever writes in it, or copies it, changes them, and
 * it is made anew. */
static long
token(const struct stat *st, uint64_t sum)
{
	const uint64_t what[] = { st->st_ino, (uint64_t)st->st_size, sum };

	return (long)(str_hash((const char *)what, sizeof(what)) % 1000000000);
}

static void
mark_whole(const char *path, uint64_t sum)
{
	struct stat st;

	if (lstat(path, &st) < 0)
		return;
	const struct timespec times[] = { { .tv_nsec = UTIME_OMIT },
		{ .tv_sec = st.st_mtim.tv_sec, .tv_nsec = token(&st, sum) } };

	/* without it the pack is compiled at every start */
	if (utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) < 0)
		errno = 0;
}

/* Where the compiled form of a pack is kept; NULL: nowhere. */
static char *
cache_path(const char *dir)
{
	char hex[DIGEST_HEX + 1];
	char *home = xdg_home("XDG_CACHE_HOME", ".cache");
	char *whole = realpath(dir, NULL);
	char *path = NULL;

	if (home && whole) {
		digest_hex(whole, strlen(whole), hex);
		path = xasprintf("%s/assay/packs/%s.cat", home, hex);
	}
	free(whole);
	free(home);
	return path;
}

static bool
stamp_take(int dir_fd, const char *name, struct stamp *stamp)
{
	struct stat st;

	if (fstatat(dir_fd, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return false;
	*stamp = (struct stamp){
		.size = (uint64_t)st.st_size,
		.inode = st.st_ino,
		.written = st.st_mtim.tv_sec,
		.changed = st.st_ctim.tv_sec,
		.written_ns = (uint32_t)st.st_mtim.tv_nsec,
		.changed_ns = (uint32_t)st.st_ctim.tv_nsec,
	};
	return true;
}

/* Was it changed before the tick that runs at `now`? */
static bool
is_settled(const struct stamp *stamp, const struct timespec *now)
{
	int64_t ago = (now->tv_sec - stamp->changed) * 1000000000 +
	              now->tv_nsec - (int64_t)stamp->changed_ns;

	return ago > TICK;
}

struct cache_stamps *
cache_stamps_take(const char *dir)
{
	struct cache_stamps *stamps = xcalloc(1, sizeof(*stamps));
	char **names = NULL;
	size_t count = 0;
	struct timespec now;
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && clock_gettime(CLOCK_REALTIME, &now) == 0 &&
	          content_sources(dir, &names, &count, NULL);

	stamps->items = xcalloc(count, sizeof(*stamps->items));
	stamps->settled = true;
	for (size_t i = 0; ok && i < count; i++) {
		struct stamp *stamp = &stamps->items[stamps->count++];

		ok = stamp_take(fd, names[i], stamp);
		stamp->name = (uint32_t)stamps->names.len;
		str_add_n(&stamps->names, names[i], strlen(names[i]) + 1);
		stamps->settled &= is_settled(stamp, &now);
	}
	file_names_free(names, count);
	if (fd >= 0)
		close(fd);
	if (ok)
		return stamps;
	cache_stamps_free(stamps);
	return NULL;
}

void
cache_stamps_free(struct cache_stamps *stamps)
{
	if (!stamps)
		return;
	str_done(&stamps->names);
	free(stamps->items);
	free(stamps);
}

/* Removes what was made long ago. */
static void
prune(const char *dir)
{
	char **names = NULL;
	size_t count = 0;
	time_t now = time(NULL);

	if (!file_list(dir, &names, &count, NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		char *path = path_join(dir, names[i]);
		struct stat st;

		if (lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
		    (now - st.st_mtime) / 86400 > KEEP_DAYS)
			unlink(path);
		free(path);
	}
	file_names_free(names, count);
}

static size_t
aligned(size_t size)
{
	return (size + ALIGN - 1) / ALIGN * ALIGN;
}

/* The file's bytes. */
static void
lay_out(const struct cache_stamps *stamps, const struct catalog *catalog,
    struct str *out)
{
	size_t block_size, list = stamps->count * sizeof(*stamps->items);
	const void *block = catalog_block(catalog, &block_size);
	size_t at = aligned(sizeof(struct head) + list + stamps->names.len);
	struct head head = {
		.format = FORMAT,
		.order = ORDER,
		.shape = catalog_shape(),
		.size = at + block_size,
		.block = at,
		.block_size = block_size,
		.sources = stamps->count,
		.names = stamps->names.len,
	};

	memcpy(head.magic, MAGIC, sizeof(MAGIC));
	str_add_n(out, (const char *)&head, sizeof(head));
	str_add_n(out, (const char *)stamps->items, list);
	str_add_n(out, stamps->names.data, stamps->names.len);
	head.sum = str_hash(out->data + sizeof(head), out->len - sizeof(head));
	memcpy(out->data, &head, sizeof(head));
	str_add_repeat(out, '\0', at - out->len);
	str_add_n(out, block, block_size);
}

void
cache_keep(const char *dir, const struct cache_stamps *stamps,
    const struct catalog *catalog)
{
	char *path = stamps->settled ? cache_path(dir) : NULL;
	struct str bytes = { 0 };

	if (!path)
		return;
	char *above = xstrndup(path, (size_t)(path_base(path) - path));

	if (file_make_dirs(above, NULL)) {
		lay_out(stamps, catalog, &bytes);
		const struct head *head = (const struct head *)bytes.data;

		if (file_replace(path, bytes.data, bytes.len, false, NULL))
			mark_whole(path, head->sum);
		str_done(&bytes);
		prune(above);
	}
	free(above);
	free(path);
}

/* Do the parts lie in the file, each ending as it must? */
static bool
is_sound(const struct head *head, size_t size)
{
	if (memcmp(head->magic, MAGIC, sizeof(MAGIC)) != 0 ||
	    head->format != FORMAT || head->order != ORDER ||
	    head->shape != catalog_shape() || head->size != size ||
	    head->sources > size / sizeof(struct stamp) ||
	    head->names > size || !head->names || !head->sources)
		return false;
	size_t list = head->sources * sizeof(struct stamp);
	const char *behind = (const char *)(head + 1);

	return head->block == aligned(sizeof(*head) + list + head->names) &&
	       head->block <= size && head->block_size == size - head->block &&
	       !behind[list + head->names - 1];
}

/* Nobody else may have written what is going to be mapped. */
static bool
is_ours(int fd, struct stat *st)
{
	return fstat(fd, st) == 0 && S_ISREG(st->st_mode) &&
	       st->st_uid == geteuid() &&
	       !(st->st_mode & (S_IWGRP | S_IWOTH)) &&
	       st->st_size >= (off_t)sizeof(struct head);
}

static const struct head *
map_file(const char *path, size_t *size)
{
	struct stat st;
	int fd = open(path,
	    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	void *bytes = MAP_FAILED;

	if (fd < 0)
		return NULL;
	if (is_ours(fd, &st)) {
		*size = (size_t)st.st_size;
		bytes = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
	}
	close(fd);
	if (bytes == MAP_FAILED)
		return NULL;
	const struct head *head = bytes;

	if (is_sound(head, *size) &&
	    st.st_mtim.tv_nsec == token(&st, head->sum))
		return head;
	munmap(bytes, *size);
	return NULL;
}

struct cache *
cache_find(const char *dir)
{
	size_t size;
	char *path = cache_path(dir);
	const struct head *head = path ? map_file(path, &size) : NULL;

	free(path);
	if (!head)
		return NULL;
	struct cache *cache = xmalloc(sizeof(*cache));

	*cache = (struct cache){
		.users = 1,
		.dir_fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
		.size = size,
		.head = head,
		.stamps = (const struct stamp *)(head + 1),
	};
	cache->names = (const char *)(cache->stamps + head->sources);
	return cache;
}

void
cache_release(struct cache *cache)
{
	if (!cache || --cache->users)
		return;
	munmap((void *)(uintptr_t)cache->head, cache->size);
	if (cache->dir_fd >= 0)
		close(cache->dir_fd);
	free(cache);
}

static const char *
block_of(const struct cache *cache)
{
	return (const char *)cache->head + cache->head->block;
}

static bool
keeps_bounds(const struct cache *cache)
{
	return catalog_verify(block_of(cache), cache->head->block_size, NULL);
}

/* Are stamps and names as they were written? */
static bool
keeps_sum(const struct head *head)
{
	size_t list = head->sources * sizeof(struct stamp);

	return head->sum ==
	       str_hash((const char *)(head + 1), list + head->names);
}

bool
cache_is_current(const struct cache *cache)
{
	struct stamp now;

	if (!keeps_sum(cache->head))
		return false;

	for (uint64_t i = 0; i < cache->head->sources; i++) {
		const struct stamp *then = &cache->stamps[i];

		if (then->name >= cache->head->names ||
		    !stamp_take(
		        cache->dir_fd, cache->names + then->name, &now))
			return false;
		now.name = then->name;
		if (memcmp(&now, then, sizeof(now)) != 0)
			return false;
	}
	return cache->checked || keeps_bounds(cache);
}

static void
release(void *owner)
{
	cache_release(owner);
}

struct catalog *
cache_catalog(struct cache *cache, bool quick)
{
	cache->checked = !quick;
	if (cache->checked && !keeps_bounds(cache))
		return NULL;
	cache->users++;
	return catalog_borrow(
	    block_of(cache), cache->head->block_size, release, cache);
}
