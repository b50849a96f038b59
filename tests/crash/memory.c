/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* There is no memory, once or from then on, at each allocation, the libraries'
 * too: the terminal is given back, one line says why, the status is 1, and
 * what the screen showed as saved is there. Of a verb all is printed or
 * nothing. Some of them, for make check, or with an argument "every"; a second
 * one names a verb, or "screen". */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../fuzz/fuzz.h"
#include "../pty/terminal.h"
#include "base/str.h"
#include "rig.h"

enum { PATIENCE = 20000, SETTING = RIG_PATH + 32, SETTINGS = 10, ARGS = 10,
	MOST_BAD = 12, SLOW_RUNS = 1200 };

/* What all workers count together. */
struct counts {
	unsigned runs, ended, coped, faults;
	size_t next;
};

struct memory {
	struct rig rig;
	struct counts *counts;
	char room[RIG_PATH], session[RIG_PATH], count_file[RIG_PATH];
	char errors[RIG_PATH], changes[RIG_PATH], source[RIG_PATH];
	char made[RIG_PATH], book[RIG_PATH], oscal[RIG_PATH];
	char *journal;
	size_t journal_len;
	size_t budget; /* runs for each part */
};

/* Says it, but not for ever. */
static void
wrong(struct memory *m, const char *what, size_t at, bool on, const char *why)
{
	if (__atomic_add_fetch(&m->counts->faults, 1, __ATOMIC_SEQ_CST) <=
	    MOST_BAD)
		printf("# %s, allocation %zu %s: %s\n", what, at,
		    on ? "and all after it" : "alone", why);
}

static void
count_run(struct memory *m, bool ended, bool coped)
{
	__atomic_add_fetch(&m->counts->runs, 1, __ATOMIC_SEQ_CST);
	__atomic_add_fetch(&m->counts->ended, ended, __ATOMIC_SEQ_CST);
	__atomic_add_fetch(&m->counts->coped, coped, __ATOMIC_SEQ_CST);
}

/* A room for one worker. */
static void
move_in(struct memory *m, int worker)
{
	char name[32];

	snprintf(m->room, RIG_PATH, "/dev/shm/assay-memory-XXXXXX");
	if (!mkdtemp(m->room)) {
		snprintf(name, sizeof(name), "room%d", worker);
		rig_join(m->room, m->rig.work, name);
		rig_must("mkdir", m->room, NULL, NULL);
	}
	rig_join(m->session, m->room, "s");
	rig_join(m->made, m->room, "made");
	snprintf(name, sizeof(name), "count%d", worker);
	rig_join(m->count_file, m->rig.work, name);
	snprintf(name, sizeof(name), "errors%d", worker);
	rig_join(m->errors, m->rig.work, name);
}

/* Each stride-th allocation of those after `from` up to `to`, once and from
 * then on, shared by workers. */
static void
share(struct memory *m, size_t from, size_t to, size_t stride,
    void (*run)(struct memory *m, size_t at, bool on, const void *what),
    const void *what)
{
	unsigned bad = m->counts->faults;

	*m->counts = (struct counts){ .faults = bad };
	int worker = rig_share(rig_workers());

	if (worker < 0)
		return;
	move_in(m, worker + 1);
	while (m->counts->faults <= bad + MOST_BAD) {
		size_t at = from + 1 + stride * __atomic_fetch_add(
		    &m->counts->next, 1, __ATOMIC_SEQ_CST);

		if (at > to)
			break;
		run(m, at, false, what);
		run(m, at, true, what);
	}
	rig_remove(m->room);
	fflush(stdout);
	_exit(0);
}

static size_t
calls_made(const struct memory *m)
{
	char *text = rig_read(m->count_file, NULL);
	size_t calls = text ? strtoul(text, NULL, 10) : 0;

	free(text);
	return calls;
}

static const char *const *
fault_env(const struct memory *m, const char *preload, size_t at, bool on)
{
	static char settings[SETTINGS][SETTING];
	static const char *list[SETTINGS + 1];
	const char *const pairs[][2] = { { preload, m->rig.shim },
		{ "ASSAY_FAULT_CALL", "malloc" },
		{ "ASSAY_FAULT_COUNT", m->count_file },
		{ "ASSAY_FAULT_DO", "ENOMEM" },
		{ "ASSAY_FAULT_LAST", on ? "on" : "once" },
		{ "ERRORS", m->errors } };
	size_t count = sizeof(pairs) / sizeof(*pairs);

	for (size_t i = 0; i < count; i++)
		snprintf(settings[i], SETTING, "%s=%s", pairs[i][0],
		    pairs[i][1]);
	snprintf(settings[count], SETTING, "ASSAY_FAULT_AT=%zu", at);
	for (size_t i = 0; i <= count; i++)
		list[i] = settings[i];
	list[count + 1] = NULL;
	return list;
}

static void
write_session(const struct memory *m)
{
	char path[RIG_PATH];

	rig_remove(m->session);
	if (mkdir(m->session, 0700) < 0)
		rig_broken("%s: %s", m->session, strerror(errno));
	rig_join(path, m->session, "journal");
	rig_write(path, m->journal, m->journal_len);
}

/* Where the last of two sequences in what was sent is the first. */
static bool
is_left_on(const char *said, const char *on, const char *off)
{
	const char *last_on = NULL, *last_off = NULL;

	for (const char *at = said; (at = strstr(at, on)); at++)
		last_on = at;
	for (const char *at = said; (at = strstr(at, off)); at++)
		last_off = at;
	return last_on && (!last_off || last_off < last_on);
}

/* One run on the screen: what is typed, and what is shown then. */
static const char *const keys[][2] = { { "", "0 of 210" },
	{ "\r", "u clear" }, { "m", "  1 of 210  " },
	{ "Na word", "a word" }, { "\033", "Notes" }, { "p", "  2 of 210  " } };
enum { KEYS = sizeof(keys) / sizeof(*keys) };

static bool
await(struct terminal *t, const char *text, int *status)
{
	double end = rig_seconds() + PATIENCE / 1000.0;

	*status = -1;
	while (!strstr(terminal_screen(t), text)) {
		if (terminal_read(t, 100))
			continue;
		if (terminal_ended(t, 0, status) || rig_seconds() > end)
			return false;
	}
	return true;
}

/* Is the last line ours? Warnings may stand before it. */
static bool
ends_in_our_line(const char *said)
{
	size_t len = said ? strlen(said) : 0;

	if (!len || said[len - 1] != '\n')
		return false;
	for (len--; len && said[len - 1] != '\n'; len--)
		;
	return strncmp(said + len, "assay: ", 7) == 0;
}

static bool
is_our_line(const char *said)
{
	return said && rig_lines(said) == 1 &&
	       strncmp(said, "assay: ", 7) == 0;
}

static const char *
judge_screen(const struct memory *m, const char *said, int status, size_t acked)
{
	char *errors = rig_read(m->errors, NULL);
	const char *why = NULL;

	if (status == -1)
		why = "it hangs";
	else if (!WIFEXITED(status))
		why = "it crashed";
	else if (is_left_on(said, "\033[?1049h", "\033[?1049l"))
		why = "the screen is not given back";
	else if (is_left_on(said, "\033[?25l", "\033[?12l\033[?25h") &&
	         is_left_on(said, "\033[?25l", "\033[?25h"))
		why = "the cursor stays hidden";
	else if (is_left_on(said, "\033[?2004h", "\033[?2004l"))
		why = "pasting stays bracketed";
	else if (WEXITSTATUS(status) > 1)
		why = "the status is neither 0 nor 1";
	else if (WEXITSTATUS(status) == 1 && !is_our_line(errors))
		why = "there is not one line on standard error";
	else if (WEXITSTATUS(status) == 0 && errors && *errors)
		why = "it complains and is content";
	else if (rig_commits(m->session) < acked)
		why = "what was shown as saved is lost";
	free(errors);
	return why;
}

/* counts: the allocations made until each text was shown. Whether the first
 * of them was. */
static bool
on_screen(struct memory *m, size_t at, bool on, size_t counts[KEYS + 1])
{
	char *argv[] = { "/bin/sh", "-c",
		"exec 2> \"$ERRORS\"; LD_PRELOAD=$SHIM exec \"$0\" \"$1\"",
		m->rig.program, m->session, NULL };
	size_t acked = 0, len, i;
	int status = -1;

	write_session(m);
	struct terminal *t =
	    terminal_start(argv, fault_env(m, "SHIM", at, on), 36, 120);

	if (!t)
		rig_broken("no terminal can be made");
	for (i = 0; i < KEYS; i++) {
		terminal_send(t, keys[i][0]);
		if (!await(t, keys[i][1], &status))
			break;
		if (counts)
			counts[i] = calls_made(m);
		if (strstr(terminal_screen(t), "saved ") &&
		    *keys[i][1] == ' ')
			acked = rig_commits(m->session);
	}
	if (status == -1) {
		terminal_send(t, "q");
		if (!terminal_ended(t, PATIENCE, &status))
			status = -1;
	}
	if (counts)
		counts[KEYS] = calls_made(m);
	const char *said = terminal_wire(t, &len);
	const char *why = judge_screen(m, said, status, acked);

	count_run(m, WIFEXITED(status) && WEXITSTATUS(status) == 1,
	    WIFEXITED(status) && WEXITSTATUS(status) == 0);
	if (why)
		wrong(m, "on the screen", at, on, why);
	terminal_free(t);
	return i > 0;
}

static void
share_screen(struct memory *m, size_t at, bool on, const void *what)
{
	(void)what;
	on_screen(m, at, on, NULL);
}

static void
sweep_part(struct memory *m, const char *name, size_t from, size_t to,
    size_t most)
{
	size_t count = to > from ? to - from : 0;
	size_t stride = 2 * count / most + 1;

	share(m, from, to, stride, share_screen, NULL);
	printf("# %s: allocations %zu to %zu, every %zu: %u runs, %u ended "
	       "with their line, %u went on\n",
	    name, from + 1, to, stride, m->counts->runs, m->counts->ended,
	    m->counts->coped);
	if (count && !m->counts->ended)
		wrong(m, name, to, true, "no allocation was met");
}

/* Those while the first frame is drawn and soon after, each: counted from the
 * first one without which it is shown. */
static void
sweep_frame(struct memory *m, size_t most)
{
	enum { BEFORE = 24, AFTER = 8 };
	size_t least = 1;

	while (least < most) {
		size_t at = least + (most - least) / 2;

		if (on_screen(m, at, true, NULL))
			most = at;
		else
			least = at + 1;
	}
	if (least <= BEFORE)
		rig_broken("the first frame needs no memory");
	sweep_part(m, "the first frame", least - 1 - BEFORE, least + AFTER,
	    SIZE_MAX);
}

static bool
sweep_screen(struct memory *m, bool every)
{
	static const char *const names[] = { "start", "a key", "an answer",
		"typing a note", "keeping it", "a second answer", "leaving" };
	size_t counts[KEYS + 1] = { 0 };
	unsigned bad = m->counts->faults;

	/* the first runs may keep something for those after them */
	for (size_t last = 1; counts[KEYS - 1] != last;) {
		last = counts[KEYS - 1];
		on_screen(m, 0, false, counts);
		if (!counts[KEYS - 1])
			rig_broken("the walk does not come to its end");
	}
	sweep_part(m, names[0], 0, counts[0], m->budget);
	sweep_frame(m, counts[0]);
	for (size_t i = 1; i <= KEYS && every; i++)
		sweep_part(m, names[i], counts[i - 1], counts[i], m->budget);
	if (!every)
		sweep_part(m, "after it", counts[0], counts[KEYS], m->budget);
	return m->counts->faults == bad;
}

/* What is no clock, day or random id in what is printed. */
static void
blank_digits(char *text)
{
	for (; text && *text; text++)
		if (strchr("0123456789abcdef", *text))
			*text = '0';
}

/* Workers have rooms of other names. */
static void
blank_room(const struct memory *m, char *text)
{
	size_t len = strlen(m->room);

	while (text && (text = strstr(text, m->room)))
		memset(text, '.', len);
}

/* Names that a file on its way to its own has. */
static bool
has_leftover(const char *dir)
{
	DIR *stream = opendir(dir);
	bool has = false;

	for (const struct dirent *file; stream && (file = readdir(stream));)
		has |= strstr(file->d_name, ".new") ||
		       strncmp(file->d_name, ".xlsx", 5) == 0 ||
		       (file->d_name[0] == '.' && strlen(file->d_name) > 2);
	if (stream)
		closedir(stream);
	return has;
}

struct verb {
	const char *name;
	const char *args[ARGS];
	bool vague; /* its output is another each time */
	bool slow;  /* some allocations will do */
};

/* A verb with what it prints when nothing fails. */
struct sample {
	const struct verb *verb;
	const char *wanted;
	const char *warned; /* and what it says on standard error */
};

/* What stands for the session, the changes, sources of imports, what is made
 * and the pack. */
static const char *
argument(const struct memory *m, const char *arg)
{
	const struct {
		char sign;
		const char *value;
	} signs[] = { { 's', m->session }, { 'c', m->changes },
		{ 'i', m->source }, { 'x', m->book }, { 'o', m->oscal },
		{ 'm', m->made }, { 'p', m->rig.pack } };

	for (size_t i = 0; *arg == '%' && i < sizeof(signs) / sizeof(*signs);
	     i++)
		if (arg[1] == signs[i].sign)
			return signs[i].value;
	return arg;
}

static int
run_verb(struct memory *m, const struct verb *verb, size_t at, bool on,
    char **out, char **errors)
{
	char *argv[ARGS + 2] = { m->rig.program };

	for (size_t i = 0; i < ARGS && verb->args[i]; i++)
		argv[i + 1] =
		    (char *)(size_t)argument(m, verb->args[i]);
	write_session(m);
	rig_remove(m->made);
	return rig_run(
	    argv, fault_env(m, "LD_PRELOAD", at, on), out, errors);
}

/* What an import that died was at is taken away by the next one. */
static const char *
judge_leftovers(struct memory *m, const struct verb *verb)
{
	if (!has_leftover(m->room))
		return NULL;
	if (run_verb(m, verb, 0, false, NULL, NULL) != 0)
		return "after it nothing can be made";
	return has_leftover(m->room) ? "a temporary file is left for good"
	                             : NULL;
}

/* What the made thing is good for: a whole session or pack, or nothing. */
static const char *
judge_made(struct memory *m, const struct verb *verb, bool done)
{
	struct stat st;
	char path[RIG_PATH];

	rig_join(path, m->made, "journal");
	bool session = stat(path, &st) == 0;
	bool there = stat(m->made, &st) == 0;

	if (there && S_ISDIR(st.st_mode)) {
		rig_join(path, m->made, "pack.yaml");
		if ((session || stat(path, &st) == 0) &&
		    rig_assay(&m->rig, NULL, NULL, "check", m->made, NULL))
			return "what was made is not whole";
		if (has_leftover(m->made))
			return "a temporary file is left in it";
	}
	if (done && !there)
		return "it is content, and nothing was made";
	return judge_leftovers(m, verb);
}

static void
on_verb(struct memory *m, size_t at, bool on, const void *what)
{
	const struct sample *sample = what;
	const struct verb *verb = sample->verb;
	char *out = NULL, *errors = NULL;
	int status = run_verb(m, verb, at, on, &out, &errors);
	bool makes = false;
	const char *why = NULL;

	for (size_t i = 0; i < ARGS && verb->args[i]; i++)
		makes |= strcmp(verb->args[i], "%m") == 0;
	blank_room(m, out);
	if (verb->vague)
		blank_digits(out);
	if (status > 1)
		why = status >= 128 ? "it crashed"
		                    : "the status is neither 0 nor 1";
	else if (status == 1 && !(*sample->warned ? ends_in_our_line(errors)
	                                          : is_our_line(errors)))
		why = errors ? errors : "nothing is said";
	else if (status == 1 && out && *out)
		why = "it printed something and failed";
	else if (status == 0 && strcmp(out ? out : "", sample->wanted) != 0)
		why = "it printed something else and was content";
	else if (status == 0 && strcmp(errors ? errors : "", sample->warned))
		why = errors ? errors : "the warnings are gone";
	else if (makes)
		why = judge_made(m, verb, status == 0);
	count_run(m, status == 1, status == 0);
	if (why)
		wrong(m, verb->name, at, on, why);
	free(out);
	free(errors);
}

static const struct verb verbs[] = {
	{ .name = "status", .args = { "status", "%s", "--json" } },
	{ .name = "history", .args = { "history", "%s", "--json" } },
	{ .name = "apply", .args = { "apply", "%s", "%c" } },
	{ .name = "new",
	    .args = { "new", "%m", "--pack", "%p", "--title", "T" } },
	{ .name = "list", .args = { "list", "--pack", "%p", "--json" } },
	{ .name = "check", .args = { "check", "%p" } },
	{ .name = "report html",
	    .args = { "report", "%s", "--format", "html" }, .vague = true },
	{ .name = "report html -o",
	    .args = { "report", "%s", "--format", "html", "-o", "%m" },
	    .vague = true },
	{ .name = "report xlsx",
	    .args = { "report", "%s", "--format", "xlsx", "-o", "%m" },
	    .vague = true, .slow = true },
	{ .name = "report oscal",
	    .args = { "report", "%s", "--format", "oscal" }, .vague = true },
	{ .name = "import",
	    .args = { "import", "markdown", "%i", "--to", "%m" } },
	{ .name = "import xlsx",
	    .args = { "import", "scf-xlsx", "%x", "--to", "%m" } },
	{ .name = "import oscal",
	    .args = { "import", "oscal", "%o", "--to", "%m" } },
};

/* The first runs may keep something for those after them. */
static void
settle_verb(struct memory *m, const struct verb *verb)
{
	size_t last, count = 0;

	do {
		last = count;
		run_verb(m, verb, 0, false, NULL, NULL);
		count = calls_made(m);
	} while (count < last || !last);
}

static bool
sweep_verb(struct memory *m, const struct verb *verb)
{
	char *wanted = NULL, *errors = NULL;
	unsigned bad = m->counts->faults;

	settle_verb(m, verb);
	int status = run_verb(m, verb, 0, false, &wanted, &errors);
	size_t most = verb->slow && m->budget > SLOW_RUNS ? SLOW_RUNS
	                                                  : m->budget;
	size_t count = calls_made(m), stride = 2 * count / most + 1;

	if (status != 0) {
		printf("# %s does not work at all: %s", verb->name,
		    errors ? errors : "\n");
		free(wanted);
		free(errors);
		return false;
	}
	blank_room(m, wanted);
	if (verb->vague)
		blank_digits(wanted);
	struct sample sample = { verb, wanted ? wanted : "",
		errors ? errors : "" };

	share(m, 0, count, stride, on_verb, &sample);
	printf("# %s: %zu allocations, every %zu: %u runs, %u ended with "
	       "their line, %u went on\n",
	    verb->name, count, stride, m->counts->runs, m->counts->ended,
	    m->counts->coped);
	free(wanted);
	free(errors);
	return m->counts->faults == bad;
}

/* Sources of imports. */
static void
write_sources(struct memory *m)
{
	static const char source[] =
	    "# GAR-01 - Watering\n\nThe beds are watered.\n\n"
	    "- each morning\n- each evening\n";
	const char *top = getenv("top_srcdir");
	char path[RIG_PATH];
	struct str book = { 0 };
	size_t len;

	rig_join(m->source, m->rig.work, "garden.md");
	rig_write(m->source, source, sizeof(source) - 1);
	rig_join(m->oscal, top ? top : ".",
	    "tests/data/import/oscal/lighthouse.json");
	rig_join(path, top ? top : ".", "tests/fuzz/corpus/scf-xlsx/sheets");
	char *sheets = rig_read(path, &len);

	if (!sheets)
		rig_broken("%s: %s", path, strerror(errno));
	fuzz_book(sheets, len, &book);
	rig_join(m->book, m->rig.work, "pond.xlsx");
	rig_write(m->book, book.data, book.len);
	str_done(&book);
	free(sheets);
}

static void
open_memory(struct memory *m, size_t budget)
{
	static const char changes[] =
	    "- {path: LNG-01/criteria/1.1/state, value: met}\n"
	    "- {path: LNG-01/criteria/1.2/state, value: partial}\n"
	    "- {path: LNG-01/notes/n1/text, value: a note of some length}\n"
	    "- {path: evidence/E-LNG-01/state, value: accepted}\n";
	char path[RIG_PATH];

	*m = (struct memory){ .budget = budget };
	m->counts = mmap(NULL, sizeof(*m->counts), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (m->counts == MAP_FAILED)
		rig_broken("no memory to share");
	rig_open(&m->rig, "memory");
	move_in(m, 0);
	write_sources(m);
	rig_join(m->changes, m->rig.work, "changes.yaml");
	rig_write(m->changes, changes, sizeof(changes) - 1);
	if (rig_assay(&m->rig, NULL, NULL, "new", m->session, "--pack",
	        m->rig.pack, NULL) != 0)
		rig_broken("no session can be made");
	rig_join(path, m->session, "journal");
	m->journal = rig_read(path, &m->journal_len);
}

int
main(int argc, char **argv)
{
	bool every = argc > 1 && strcmp(argv[1], "every") == 0;
	size_t count = sizeof(verbs) / sizeof(*verbs), number = 1;
	struct memory *m = calloc(1, sizeof(*m));

	if (!m)
		return 99;
	terminal_heed_signals();
	umask(077);
	open_memory(m, every ? SIZE_MAX : 60);
	bool good = true;

	if (argc < 3 || strcmp(argv[2], "screen") == 0) {
		good = sweep_screen(m, every);
		printf("%s 1 - no memory on the screen\n",
		    good ? "ok" : "not ok");
	}
	for (size_t i = 0; i < count; i++) {
		if (argc > 2 ? strcmp(argv[2], verbs[i].name) != 0
		             : !every && i > 2)
			continue;
		bool fine = sweep_verb(m, &verbs[i]);

		printf("%s %zu - no memory for %s\n", fine ? "ok" : "not ok",
		    ++number, verbs[i].name);
		good = good && fine;
	}
	printf("1..%zu\n", number);
	rig_remove(m->room);
	m->rig.faults += m->counts->faults;
	free(m->journal);
	rig_close(&m->rig);
	free(m);
	return good ? 0 : 1;
}
