/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_BASE_FILE_H
#define ASSAY_BASE_FILE_H

/* The one module that reads and writes files: regular files only, within a
 * limit; whole files replaced by the recipe of robustness.md 1. */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct err;
struct str;

/* "a/b"; the caller frees it. An absolute b is returned as it is. */
char *path_join(const char *a, const char *b);
/* The last part of a path, borrowed from it. */
const char *path_base(const char *path);
bool path_is_dir(const char *path);
bool path_exists(const char *path);

/* Appends the whole file to *out. Refuses anything but a regular file, and
 * more than max bytes; "-" is standard input. */
bool file_read(const char *path, size_t max, struct str *out,
    struct err *err);
/* The same from an open file; path is only for messages. */
bool file_read_fd(int fd, const char *path, size_t max, struct str *out,
    struct err *err);
/* Writes all of it to fd, through short writes and EINTR. */
bool file_write_all(int fd, const char *data, size_t len, const char *path,
    struct err *err);
/* Replaces path by these bytes: a new file of mode 0600 beside it, fsync,
 * the old one kept as path.bak when keep, rename, fsync of the directory.
 * Either the old or the new content is there afterwards, whole. */
bool file_replace(const char *path, const char *data, size_t len, bool keep,
    struct err *err);
/* The same for a file that is not there yet, also when somebody makes one
 * meanwhile: ERR_INPUT, and theirs is left alone. */
bool file_create(
    const char *path, const char *data, size_t len, struct err *err);
/* fsync of a directory, so that names made in it last. */
bool file_sync_dir(const char *path, struct err *err);
/* mkdir -p with mode 0700; the names made last. */
bool file_make_dirs(const char *path, struct err *err);

/* The names in a directory, without those that begin with a dot, in natural
 * order. The caller frees with file_names_free. */
bool file_list(const char *path, char ***names, size_t *count,
    struct err *err);
/* The same with those that begin with a dot, "." and ".." aside. */
bool file_list_all(const char *path, char ***names, size_t *count,
    struct err *err);
void file_names_free(char **names, size_t count);

#endif
