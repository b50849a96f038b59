/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* In the room with others: a morning of interviews, played from the steps of
 * the screen test of that name, and what the wall may see. */

#include <config.h>

#include "stage.h"

#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word that nothing shows on the wall, in every field that is private. */
#define SECRET "Zarathustra"

static const char *const secrets[] = {
	"session/title",
	"session/client",
	"OPS-01/notes/a/text",
	"OPS-03/notes/b/text",
	"evidence/EV-aaaaaa/title",
	"evidence/EV-aaaaaa/provided by",
	"evidence/E-TPM-04/note",
	"people/p/name",
	"people/p/position",
	"slots/s/title",
	"statements/t/text",
	"statements/t/by",
	"followups/f/text",
	"followups/f/person",
};

/* Some words that take no free text, so that there is more to hide. */
static const char other_secrets[] =
    "- {path: links/EV-aaaaaa/OPS-03, value: supports}\n"
    "- {path: evidence/EV-aaaaaa/state, value: accepted}\n"
    "- {path: OPS-03/criteria/1.1/state, value: not applicable, why: " SECRET
    "}\n"
    "- {path: OPS-03/flags/review, value: 'yes'}\n"
    "- {path: statements/t/about, value: OPS-03}\n"
    "- {path: statements/t/kind, value: contradiction}\n"
    "- {path: followups/f/about, value: OPS-03}\n"
    "- {path: people/p/role, value: accountable}\n"
    "- {path: slots/s/people/p, value: here}\n"
    "- {path: slots/s/controls/OPS-03, value: 'yes'}\n";

/* Makes a session full of secrets; its directory. */
static void
make_secrets(struct stage *w, char *session, size_t len)
{
	char changes[PATH_LEN + 16];

	snprintf(session, len, "%s/s", w->home);
	snprintf(changes, sizeof(changes), "%s/changes.yaml", w->home);
	FILE *file = fopen(changes, "w");

	if (!file) {
		fault(w, "the changes cannot be written");
		return;
	}
	for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets); i++)
		fprintf(file, "- {path: %s, value: %s %zu}\n", secrets[i],
		    SECRET, i);
	fputs(other_secrets, file);
	fclose(file);
	start(w, "new", session, NULL);
	ended(w, TERMINAL_PATIENCE);
	drop(w);
	start(w, "apply", session, changes);
	if (ended(w, TERMINAL_PATIENCE) != 0)
		fault(w, "the changes should be taken");
	drop(w);
}

/* Was the secret sent after the first `from` bytes? */
static bool
told(struct stage *w, size_t from)
{
	size_t len;
	const char *wire = terminal_wire(w->t, &len);

	return memmem(wire + from, len - from, SECRET, strlen(SECRET));
}

/* Every view, drawer and kind of message, as an assessor with a slip of the
 * finger would meet them. */
static void
wander(struct stage *w)
{
	static const char *const steps[] = { "1", "2", "3", "4", "5", "6", "7",
		"8", "9", "j", "k", "m", "U", "R", "J", "K", "]", "[", "e", "E",
		"N", "L", "t", "w", "O", "=", "X", "W", "!", ".", "i", "@", "d",
		"V", "\t", "*", "g", "G", "z", "I", "f", "" };

	for (const char *const *step = steps; **step && !w->bad; step++) {
		keys(w, *step);
		expect(w, "PROJECTOR");
		/* Esc closes what may have opened */
		keys(w, "\033");
		expect(w, "PROJECTOR");
	}
}

static void
test_wall(struct stage *w)
{
	char session[PATH_LEN + 8];
	size_t from;

	make_secrets(w, session, sizeof(session));
	start(w, session, NULL, NULL);
	expect(w, SECRET " 0");
	keys(w, "jjj\r");
	expect(w, "m met");
	if (w->bad)
		return;
	terminal_wire(w->t, &from);
	keys(w, "H");
	expect(w, "PROJECTOR");
	expect(w, "H H leaves");
	wander(w);
	/* what is typed is not shown, nor found, nor offered */
	keys(w, "s" SECRET);
	expect(w, "hidden");
	keys(w, "\r");
	expect_gone(w, "hidden");
	/* what is said about it would name it */
	keys(w, "P" SECRET);
	expect(w, "hidden");
	keys(w, "\r");
	expect_gone(w, "hidden");
	keys(w, "/Zara");
	expect(w, "Zara");
	keys(w, "\033");
	expect_gone(w, "Zara");
	keys(w, ":title");
	expect(w, ":title");
	keys(w, "\033");
	expect_gone(w, ":title");
	keys(w, "?");
	expect(w, "Criteria");
	keys(w, "\033");
	terminal_resize(w->t, 24, 80);
	expect(w, "PROJECTOR");
	terminal_resize(w->t, 36, 120);
	expect(w, "H H leaves");
	if (!w->bad && told(w, from))
		fault(w, "the secret was sent while the wall looked on");
	/* after a crash the wall still looks on */
	kill_hard(w);
	start(w, session, NULL, NULL);
	expect(w, "PROJECTOR");
	if (!w->bad && told(w, 0))
		fault(w, "the secret was sent on opening again");
	keys(w, "H");
	expect(w, "Once more");
	keys(w, "H");
	expect(w, SECRET " 0");
	quit(w);
}

/* The bytes of a key as the steps write it. */
static const char *
key_bytes(const char *word, char out[2])
{
	static const char *const named[][2] = { { "Enter", "\r" },
		{ "Esc", "\033" }, { "Tab", "\t" }, { "Space", " " } };

	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++)
		if (strcmp(word, named[i][0]) == 0)
			return named[i][1];
	out[0] = word[0] == '^' && word[1] ? (char)(word[1] & 31) : word[0];
	out[1] = '\0';
	return out;
}

static void
press(struct stage *w, char *words)
{
	char *rest = NULL;

	for (char *word = strtok_r(words, " ", &rest); word && !w->bad;
	     word = strtok_r(NULL, " ", &rest)) {
		char one[2];
		const char *bytes = key_bytes(word, one);

		keys(w, bytes);
		/* alone it is Esc only when nothing follows at once */
		if (*bytes == '\033')
			terminal_wait(w->t, "", true);
	}
}

/* Starts assay in the home of the test. */
static void
open_session(struct stage *w, const char *arguments)
{
	char line[3 * PATH_LEN];
	char *argv[] = { "/bin/sh", "-c", line, NULL };

	snprintf(line, sizeof(line), "cd '%s' && exec '%s' %s", w->home,
	    w->program, arguments);
	start_program(w, argv);
}

/* Waits until what is half typed is kept. */
static void
await_draft(struct stage *w)
{
	char name[PATH_LEN + 16];
	bool there = false;

	snprintf(name, sizeof(name), "%s/m/drafts", w->home);
	for (int i = 0; i < TERMINAL_PATIENCE / 50 && !there; i++) {
		DIR *dir = opendir(name);

		/* one on its way is not there yet */
		for (const struct dirent *file; dir && (file = readdir(dir));)
			there |= *file->d_name != '.' &&
			         !strstr(file->d_name, ".new");
		if (dir)
			closedir(dir);
		poll(NULL, 0, there ? 0 : 50);
	}
	if (!there)
		fault(w, "the draft should be kept");
}

/* One step; those on the clock and on pictures are for the screen test. */
static void
step(struct stage *w, char *line)
{
	char *rest = line + strcspn(line, " ");

	if (*rest)
		*rest++ = '\0';
	if (strcmp(line, "keys") == 0)
		press(w, rest);
	else if (strcmp(line, "text") == 0)
		keys(w, rest);
	else if (strcmp(line, "expect") == 0 ||
	         strcmp(line, "expect-cursor") == 0)
		expect(w, rest);
	else if (strcmp(line, "reject") == 0)
		expect_gone(w, rest);
	else if (strcmp(line, "open") == 0)
		open_session(w, rest);
	else if (strcmp(line, "wait") == 0)
		await_draft(w);
	else if (strcmp(line, "crash") == 0)
		kill_hard(w);
	else if (strcmp(line, "finished") == 0)
		ended(w, TERMINAL_PATIENCE);
}

static void
test_morning(struct stage *w)
{
	const char *source = getenv("top_srcdir");
	char name[PATH_LEN], pack[PATH_LEN], line[1024];
	char with_pack[PATH_LEN + 16];
	size_t number = 0;

	snprintf(name, sizeof(name), "%s/tests/screen/morning.steps",
	    source ? source : ".");
	snprintf(pack, sizeof(pack), "%s/tests/data/packs/morning",
	    source ? source : ".");
	FILE *file = fopen(name, "r");

	if (!file || !realpath(pack, name)) {
		fault(w, "there are no steps");
		return;
	}
	snprintf(with_pack, sizeof(with_pack), "--pack '%s'", name);
	while (!w->bad && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		number++;
		if (strcmp(line, "open") == 0)
			open_session(w, with_pack);
		else
			step(w, line);
		if (w->bad)
			printf("# step %zu\n", number);
	}
	fclose(file);
}

static const struct stage_test tests[] = {
	{ "morning", "a morning of three interviews, with a crash in it",
	    test_morning },
	{ "wall", "nothing private is sent while the projector is on",
	    test_wall },
};

int
main(int argc, char **argv)
{
	return stage_main(tests, sizeof(tests) / sizeof(*tests), argc, argv);
}
