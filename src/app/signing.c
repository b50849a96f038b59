/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Signing and checking by programs that can: no shell between. */

#include <config.h>

#include "app/signing.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/seal.h"

/* POSIX leaves it to the program, a GNU <unistd.h> has it. */
extern char **environ; /* NOLINT(readability-redundant-declaration) */

enum { WORDS = 16 };

/* As a program expects to find them. */
static void
reset_signals(posix_spawnattr_t *attributes)
{
	sigset_t set;

	posix_spawnattr_init(attributes);
	sigfillset(&set);
	posix_spawnattr_setsigdefault(attributes, &set);
	sigemptyset(&set);
	posix_spawnattr_setsigmask(attributes, &set);
	posix_spawnattr_setflags(
	    attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

/* Runs a program to its end; *status is what it leaves with, -1 after a
 * signal. input: what it reads, and then nothing of it is shown; NULL: the
 * terminal is its own, and what it says goes to standard error. */
static bool
run(char *const argv[], const char *input, int *status, struct err *err)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	pid_t child;
	int raw = 0;

	posix_spawn_file_actions_init(&actions);
	if (input) {
		posix_spawn_file_actions_addopen(
		    &actions, STDIN_FILENO, input, O_RDONLY, 0);
		posix_spawn_file_actions_addopen(
		    &actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
		posix_spawn_file_actions_addopen(
		    &actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	} else {
		posix_spawn_file_actions_adddup2(
		    &actions, STDERR_FILENO, STDOUT_FILENO);
	}
	reset_signals(&attributes);
	int problem = posix_spawnp(
	    &child, argv[0], &actions, &attributes, argv, environ);

	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	if (problem)
		return err_set(err, problem == ENOENT ? ERR_ABSENT : ERR_IO,
		    _("%s could not be started: %s"), argv[0],
		    strerror(problem));
	while (waitpid(child, &raw, 0) < 0 && errno == EINTR)
		continue;
	*status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -1;
	return true;
}

/* A path that no program takes for an option. */
static char *
plain(const char *path)
{
	return xasprintf("%s%s", *path == '-' ? "./" : "", path);
}

static bool
run_keygen(const char *manifest, const char *key, int *status, struct err *err)
{
	char *file = plain(manifest);
	char *argv[] = { "ssh-keygen", "-Y", "sign", "-f", NULL, "-n",
		SEAL_NAMESPACE, file, NULL };

	argv[4] = (char *)(uintptr_t)key;
	bool ok = run(argv, NULL, status, err);

	free(file);
	return ok;
}

static bool
run_command(
    const char *manifest, const char *command, int *status, struct err *err)
{
	char *words = xstrdup(command), *file = plain(manifest), *rest = NULL;
	char *argv[WORDS + 2];
	size_t count = 0;

	for (char *word = strtok_r(words, " \t", &rest); word && count < WORDS;
	     word = strtok_r(NULL, " \t", &rest))
		argv[count++] = word;
	argv[count] = file;
	argv[count + 1] = NULL;
	bool ok = count ? run(argv, NULL, status, err)
	                : err_set(err, ERR_INPUT,
	                      _("The settings name no signer."));

	free(words);
	free(file);
	return ok;
}

bool
signing_make(const char *dir, const struct seal *seal, const char *key,
    const char *command, size_t *count, struct err *err)
{
	char *manifest = seal_path(dir, seal->number, "manifest");
	size_t made = 0;
	int status = 0;

	/* a signature that nobody listed would be asked about, or kept */
	seal_signatures_clear(dir, seal->number);
	bool ok = key ? run_keygen(manifest, key, &status, err)
	              : run_command(manifest, command, &status, err);

	if (ok && status != 0)
		ok = err_set(err, ERR_IO,
		    _("the signing program ended with an error (%d)"), status);
	ok = ok && seal_signatures_list(dir, seal, &made, err);
	if (ok && !made)
		ok = err_set(err, ERR_ABSENT,
		    _("the signing program made no file beside %s"),
		    manifest);
	if (!ok)
		err_wrap(err, _("The seal is not signed"));
	free(manifest);
	if (ok)
		*count = made;
	return ok;
}

static bool
is_ssh(const char *path)
{
	enum { MOST = 64 * 1024 };
	static const char head[] = "-----BEGIN SSH SIGNATURE-----";
	struct str text = { 0 };
	bool is = file_read(path, MOST, &text, NULL) &&
	          str_starts(str_text(&text), head);

	str_done(&text);
	return is;
}

bool
signing_check(const char *dir, const struct seal *seal, const char *name,
    const char *signers, const char *signer, enum signing_verdict *verdict,
    struct err *err)
{
	char *manifest = seal_path(dir, seal->number, "manifest");
	char *joined = path_join(dir, name), *path = plain(joined);
	char *argv[] = { "ssh-keygen", "-Y", "verify", "-f", NULL, "-I", NULL,
		"-n", SEAL_NAMESPACE, "-s", path, NULL };
	int status = 0;
	bool ok = true;

	argv[4] = (char *)(uintptr_t)signers;
	argv[6] = (char *)(uintptr_t)signer;
	if (!is_ssh(path))
		*verdict = SIGNING_OTHER;
	else if ((ok = run(argv, manifest, &status, err)))
		*verdict = status == 0 ? SIGNING_GOOD : SIGNING_BAD;
	free(path);
	free(joined);
	free(manifest);
	return ok;
}
