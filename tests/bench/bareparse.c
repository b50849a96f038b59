/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The least that reading a pack can cost, as a whole process over all YAML
 * files below a directory: bareparse DIR has libyaml make its events of them,
 * bareparse --stat DIR only looks at each file's status, --read reads them.
 * With --text it prints how many bytes of prose the files hold. */

#include <config.h>

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <yaml.h>

enum how { PARSE, STAT, READ };

struct walk {
	enum how how;
	size_t files, bytes, scalars, prose;
	char *buffer;
	size_t capacity;
};

static void
fail(const char *path)
{
	fprintf(stderr, "bareparse: cannot read %s\n", path);
	exit(1);
}

static void
parse(struct walk *walk, const char *path, size_t len)
{
	yaml_parser_t parser;
	bool more = true;

	if (!yaml_parser_initialize(&parser))
		fail(path);
	yaml_parser_set_input_string(
	    &parser, (const unsigned char *)walk->buffer, len);
	while (more) {
		yaml_event_t event;

		if (!yaml_parser_parse(&parser, &event))
			fail(path);
		more = event.type != YAML_STREAM_END_EVENT;
		if (event.type == YAML_SCALAR_EVENT) {
			size_t n = event.data.scalar.length;

			walk->scalars++;
			if (memchr(event.data.scalar.value, ' ', n))
				walk->prose += n;
		}
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
}

static void
take_file(struct walk *walk, const char *path, size_t size)
{
	walk->files++;
	walk->bytes += size;
	if (walk->how == STAT)
		return;
	if (size > walk->capacity) {
		walk->capacity = size * 2;
		free(walk->buffer);
		walk->buffer = malloc(walk->capacity);
	}
	FILE *file = fopen(path, "r");

	if (!file || !walk->buffer)
		fail(path);
	setvbuf(file, NULL, _IONBF, 0);
	size_t len = fread(walk->buffer, 1, size, file);

	fclose(file);
	if (walk->how == PARSE)
		parse(walk, path, len);
}

static void
take_dir(struct walk *walk, const char *dir)
{
	DIR *entries = opendir(dir);

	if (!entries)
		fail(dir);
	for (struct dirent *entry; (entry = readdir(entries));) {
		char path[4096];
		struct stat status;
		size_t len = strlen(entry->d_name);

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, entry->d_name);
		if (entry->d_type == DT_DIR)
			take_dir(walk, path);
		else if (len > 5 &&
		         memcmp(entry->d_name + len - 5, ".yaml", 5) == 0) {
			if (stat(path, &status) != 0)
				fail(path);
			take_file(walk, path, (size_t)status.st_size);
		}
	}
	closedir(entries);
}

int
main(int argc, char **argv)
{
	struct walk walk = { .how = PARSE };
	bool text = argc == 3 && strcmp(argv[1], "--text") == 0;

	if (argc == 3 && strcmp(argv[1], "--stat") == 0)
		walk.how = STAT;
	if (argc == 3 && strcmp(argv[1], "--read") == 0)
		walk.how = READ;
	if (argc < 2) {
		fputs("usage: bareparse [--stat|--read|--text] DIR\n", stderr);
		return 2;
	}
	take_dir(&walk, argv[argc - 1]);
	if (text)
		printf("%zu\n", walk.prose);
	else
		printf("%zu files, %zu bytes, %zu scalars\n", walk.files,
		    walk.bytes, walk.scalars);
	free(walk.buffer);
	return 0;
}
