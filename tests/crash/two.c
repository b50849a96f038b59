/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Two programs on one session, one of them killed at any moment: no answer
 * that was said to be saved is lost, none is there twice, and the lock is free
 * at once.
 *
 *     two [ROUNDS] [SEED]    60 rounds without it */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "store/content.h"
#include "store/journal.h"

enum {
	PER_SESSION = 50, /* rounds; a long journal takes its time to read */
	PROGRAM = 10,     /* each such round is played by assay apply */
	TEAR = 7,         /* after each such round the tail is torn */
	PATIENCE = 20000  /* ms; a machine may be busy */
};

/* An answer: round, who, which of them. Its text says the same. */
struct answer {
	unsigned round, who, number;
};

struct bench {
	char root[24];
	char *dir, *file, *assay;
	struct catalog *catalog;
	struct str acknowledged; /* struct answer, of the present session */
	unsigned long seed;
	uint64_t random;
	unsigned round;
	size_t answers, unsaid, kills_holding, torn, applies, faults;
	double longest; /* s until the other one had saved an answer */
};

static unsigned
pick(struct bench *b, unsigned below)
{
	b->random = b->random * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(b->random >> 33) % below;
}

static void __attribute__((format(printf, 2, 3)))
fault(struct bench *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	printf("# round %u (seed %lu): ", b->round, b->seed);
	vprintf(format, args);
	printf("\n");
	va_end(args);
	b->faults++;
}

static void
nap(unsigned microseconds)
{
	struct timespec t = { microseconds / 1000000,
		microseconds % 1000000 * 1000L };

	ppoll(NULL, 0, &t, NULL);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *
path_of(const struct answer *a)
{
	return xasprintf(
	    "OPS-03/notes/r%u-%u-%u/text", a->round, a->who, a->number);
}

static char *
text_of(const struct answer *a)
{
	/* long enough for a write that could break off */
	return xasprintf("round %u, %s, answer %u: %0*u", a->round,
	    a->who ? "the second" : "the first", a->number,
	    (int)(a->number % 7 * 100 + 10), 0);
}

/* The one that adds: like the program, it takes the lock, reads, answers some,
 * leaves; and says what was saved only then. */

static bool
add_answer(struct journal *journal, struct session *session,
    const struct catalog *catalog, const struct answer *answer)
{
	static const struct stamp stamp = { "ada", NULL,
		"2026-07-14T10:00:00+02:00" };
	struct changes changes = { 0 };
	struct commit commit;
	char *path = path_of(answer), *text = text_of(answer);

	changes_add(&changes, path, text, NULL);
	bool ok = session_prepare(
	    session, catalog, &changes, &stamp, &commit, NULL);

	if (ok) {
		ok = commit.count == 1 &&
		     journal_append(journal, &commit, NULL);
		session_apply_take(session, &commit);
	}
	changes_done(&changes);
	free(path);
	free(text);
	return ok;
}

/* Runs until it is killed, or `stop` can be read. */
static void __attribute__((noreturn))
work(struct bench *b, unsigned who, int say, int stop)
{
	struct answer answer = { b->round, who, 0 };
	struct pollfd told = { stop, POLLIN | POLLHUP, 0 };

	b->random ^= who + 1;
	while (poll(&told, 1, 0) == 0) {
		struct journal *journal;
		struct session *session;
		struct err err = { 0 };

		if (!journal_open(b->dir, JOURNAL_WRITE, &journal, &session,
		        &err)) {
			if (err.code != ERR_LOCKED)
				_exit(3);
			err_done(&err);
			sched_yield();
			continue;
		}
		for (unsigned i = pick(b, 4) + 1; i > 0; i--) {
			if (!add_answer(
			        journal, session, b->catalog, &answer))
				_exit(4);
			if (write(say, &answer, sizeof(answer)) !=
			    sizeof(answer))
				_exit(5);
			answer.number++;
		}
		if (pick(b, 3) == 0)
			journal_snapshot(journal, session, NULL);
		journal_close(journal);
		session_free(session);
		/* the other one's turn */
		nap(pick(b, 300));
	}
	_exit(0);
}

static void
acknowledge(struct bench *b, const struct answer *answer)
{
	str_add_n(&b->acknowledged, (const char *)answer, sizeof(*answer));
	b->answers++;
}

/* Takes in what was said until then; true once it was said by `who`. */
static bool
listen(struct bench *b, int said, int wait, unsigned who)
{
	double end = now() + wait / 1000.0;

	for (;;) {
		int left = (int)((end - now()) * 1000);
		struct pollfd in = { said, POLLIN, 0 };
		struct answer answer;

		if (poll(&in, 1, left > 0 ? left : 0) < 1)
			return false;
		if (read(said, &answer, sizeof(answer)) != sizeof(answer))
			return false;
		acknowledge(b, &answer);
		if (answer.who == who)
			return true;
	}
}

/* What the session holds against what was said to be saved. */
static void
check(struct bench *b, const struct session *session)
{
	const struct answer *a = (const void *)str_text(&b->acknowledged);
	size_t count = b->acknowledged.len / sizeof(*a);

	for (size_t i = 0; i < count; i++) {
		char *path = path_of(&a[i]), *text = text_of(&a[i]);

		if (!str_equal(session_get(session, path), text))
			fault(b, "lost: %s", path);
		free(path);
		free(text);
	}
	/* a path is given once, so each commit sets what nothing had set */
	for (size_t i = 0; i < session_commits(session); i++) {
		const struct commit *commit = session_commit(session, i);
		const struct entry *entry =
		    session_entry(session, commit->changes[0].path);

		if (commit->count != 1 || commit->changes[0].old || !entry ||
		    entry->seq != commit->seq)
			fault(b, "twice: %s", commit->changes[0].path);
	}
	b->unsaid += session_commits(session) - count;
}

static size_t
known(const struct bench *b)
{
	return b->acknowledged.len / sizeof(struct answer);
}

/* Nobody lives: the lock is free, the chain whole, nothing lost. What was
 * saved without a word counts from now on. */
static void
settle(struct bench *b)
{
	struct journal *journal;
	struct session *session;
	struct err err = { 0 };
	char *holder = journal_holder(b->dir);

	if (holder)
		fault(b, "the lock is held by %s", holder);
	free(holder);
	if (!journal_open(b->dir, JOURNAL_WRITE, &journal, &session, &err)) {
		fault(b, "not to be opened: %s", err.message);
		err_done(&err);
		return;
	}
	size_t before = known(b);

	check(b, session);
	for (size_t i = 0; i < session_commits(session); i++) {
		const char *path = session_commit(session, i)->changes[0].path;
		struct answer a;
		bool have = false;

		if (sscanf(path, "OPS-03/notes/r%u-%u-%u/", &a.round, &a.who,
		        &a.number) != 3)
			continue;
		const struct answer *all =
		    (const void *)str_text(&b->acknowledged);

		for (size_t k = 0; k < before && !have; k++)
			have = memcmp(&all[k], &a, sizeof(a)) == 0;
		if (!have)
			str_add_n(&b->acknowledged, (const char *)&a,
			    sizeof(a));
	}
	journal_close(journal);
	session_free(session);
}

/* Half a line behind the last one, as a power cut leaves it. */
static void
tear(struct bench *b)
{
	static const char half[] = "{\"seq\":99,\"at\":\"2026-07-14T1";
	int fd = open(b->file, O_WRONLY | O_APPEND);

	b->torn++;
	size_t len = pick(b, sizeof(half) - 2) + 1;

	if (fd < 0 || write(fd, half, len) != (ssize_t)len)
		fault(b, "%s", strerror(errno));
	close(fd);
}

/* Two workers in this program's own code. */
static void
play(struct bench *b)
{
	int said[2], stop[2], status;
	pid_t child[2];
	unsigned victim = pick(b, 2), other = !victim;

	if (pipe2(said, O_CLOEXEC) < 0 || pipe2(stop, O_CLOEXEC) < 0)
		abort();
	for (unsigned who = 0; who < 2; who++) {
		child[who] = fork();
		if (child[who] == 0)
			work(b, who, said[1], stop[0]);
	}
	/* both have begun, or only one */
	if (pick(b, 2))
		listen(b, said[0], PATIENCE, victim);
	nap(pick(b, 12000));
	kill(child[victim], SIGKILL);
	double from = now();
	char *holder = journal_holder(b->dir), *pid =
	    xasprintf("process %ld", (long)child[victim]);

	b->kills_holding += holder && strstr(holder, pid);
	free(holder);
	free(pid);
	waitpid(child[victim], NULL, 0);
	while (listen(b, said[0], 0, 2))
		;
	/* only what it says from now on shows that it goes on */
	if (!listen(b, said[0], PATIENCE, other))
		fault(b, "the other one did not go on");
	if (now() - from > b->longest)
		b->longest = now() - from;
	if (write(stop[1], "x", 1) != 1)
		abort();
	waitpid(child[other], &status, 0);
	if (status)
		fault(b, "the other one ended with %d", status);
	while (listen(b, said[0], 0, 2))
		;
	for (int i = 0; i < 2; i++) {
		close(said[i]);
		close(stop[i]);
	}
}

static pid_t
spawn(struct bench *b, const char *changes)
{
	pid_t child = fork();

	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, 1);
		dup2(null, 2);
		execl(b->assay, "assay", "apply", b->dir, changes, NULL);
		_exit(127);
	}
	return child;
}

/* The same by assay apply: who ended with 0 has saved. */
static void
play_programs(struct bench *b)
{
	struct answer answer[2] = { { b->round, 0, 0 }, { b->round, 1, 0 } };
	char *changes[2];
	pid_t child[2];
	unsigned victim = pick(b, 2);
	int status[2];

	for (unsigned who = 0; who < 2; who++) {
		char *path = path_of(&answer[who]);
		char *text = text_of(&answer[who]);
		char *line =
		    xasprintf("- {path: %s, value: \"%s\"}\n", path, text);

		changes[who] = xasprintf("%s/changes-%u", b->root, who);
		file_replace(
		    changes[who], line, strlen(line), false, NULL);
		free(line);
		free(path);
		free(text);
	}
	for (unsigned who = 0; who < 2; who++)
		child[who] = spawn(b, changes[who]);
	nap(pick(b, 40000));
	kill(child[victim], SIGKILL);
	for (unsigned who = 0; who < 2; who++)
		waitpid(child[who], &status[who], 0);
	for (unsigned who = 0; who < 2; who++) {
		/* held, then; nobody holds it now */
		if (who != victim && WIFEXITED(status[who]) &&
		    WEXITSTATUS(status[who]) == 1) {
			child[who] = spawn(b, changes[who]);
			waitpid(child[who], &status[who], 0);
		}
		if (WIFEXITED(status[who]) && WEXITSTATUS(status[who]) == 0)
			acknowledge(b, &answer[who]);
		else if (who != victim)
			fault(b, "assay apply ended with %d", status[who]);
		b->applies++;
		free(changes[who]);
	}
}

static bool
begin(struct bench *b)
{
	struct session_header header = {
		.at = xstrdup("2026-07-14T09:00:00+02:00"),
		.by = xstrdup("ada"),
		.pack_id = xstrdup("scf-ops"),
		.pack_version =
		    xstrdup(catalog_string(b->catalog, PACK_VERSION, 0)),
		.policy = xstrdup("most"),
		.pass = 80,
		.judge = 50,
	};
	struct journal *journal;
	struct session *session;
	struct err err = { 0 };

	free(b->dir);
	free(b->file);
	b->dir = xasprintf("%s/s%u", b->root, b->round / PER_SESSION);
	b->file = path_join(b->dir, "journal");
	str_clear(&b->acknowledged);
	if (!journal_create(b->dir, &header, &journal, &session, &err)) {
		printf("not ok 1 - %s\n", err.message);
		return false;
	}
	journal_close(journal);
	session_free(session);
	return true;
}

static bool
prepare(struct bench *b, const char *top)
{
	const char *build = getenv("top_builddir");
	char *pack = path_join(top, "content/scf-ops");
	struct err err = { 0 };

	memcpy(b->root, "two-XXXXXX", sizeof("two-XXXXXX"));
	b->assay = path_join(build ? build : ".", "src/assay");
	b->catalog = content_open(pack, &err);
	free(pack);
	if (b->catalog && mkdtemp(b->root)) {
		char *home = realpath(b->root, NULL);

		setenv("HOME", home, 1);
		setenv("ASSAY_DATADIR", top, 1);
		free(home);
		return true;
	}
	printf("not ok 1 - %s\n", err.message ? err.message : strerror(errno));
	return false;
}

static void
report(struct bench *b, unsigned rounds)
{
	printf("# %u rounds, seed %lu: %zu answers said to be saved, %zu "
	       "saved without a word, %zu killed as the holder, %zu tails "
	       "torn, %zu times assay apply, %.0f ms at most until the other "
	       "one went on\n",
	    rounds, b->seed, b->answers, b->unsaid, b->kills_holding, b->torn,
	    b->applies, b->longest * 1000);
	printf("%sok 1 - two programs on one session, one killed\n1..1\n",
	    b->faults || !b->answers ? "not " : "");
}

int
main(int argc, char **argv)
{
	const char *top = getenv("top_srcdir");
	unsigned rounds =
	    argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 60;
	struct bench b = { .seed = argc > 2 ? strtoul(argv[2], NULL, 10)
		: (unsigned long)time(NULL) ^ (unsigned long)getpid() };

	printf("# seed %lu\n", b.seed);
	b.random = b.seed;
	umask(077);
	if (!prepare(&b, top ? top : "."))
		return 1;
	for (b.round = 0; b.round < rounds && b.faults < 20; b.round++) {
		fflush(stdout);
		if (b.round % PER_SESSION == 0 && !begin(&b))
			return 1;
		if (b.round % PROGRAM == PROGRAM - 1)
			play_programs(&b);
		else
			play(&b);
		settle(&b);
		if (b.round % TEAR == TEAR - 1)
			tear(&b);
	}
	report(&b, rounds);
	char *clean = xasprintf("rm -rf %s", b.root);
	int status = b.faults ? 0 : system(clean);

	free(clean);
	str_done(&b.acknowledged);
	catalog_free(b.catalog);
	free(b.dir);
	free(b.file);
	free(b.assay);
	return status != 0 || b.faults;
}
