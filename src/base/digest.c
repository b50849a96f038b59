/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* SHA-256 by libmd, UUIDs by libuuid, names from the kernel's random source. */

#include <config.h>

#include "base/digest.h"

#include <sha2.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>
#include <uuid.h>

#include "base/mem.h"

struct digest {
	SHA2_CTX context;
};

static void
to_hex(const uint8_t bytes[SHA256_DIGEST_LENGTH], char out[DIGEST_HEX + 1])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < SHA256_DIGEST_LENGTH; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[DIGEST_HEX] = '\0';
}

void
digest_hex(const void *data, size_t len, char out[DIGEST_HEX + 1])
{
	SHA2_CTX context;
	uint8_t bytes[SHA256_DIGEST_LENGTH];

	SHA256Init(&context);
	SHA256Update(&context, data, len);
	SHA256Final(bytes, &context);
	to_hex(bytes, out);
}

struct digest *
digest_new(void)
{
	struct digest *digest = xmalloc(sizeof(*digest));

	SHA256Init(&digest->context);
	return digest;
}

void
digest_add(struct digest *digest, const void *data, size_t len)
{
	SHA256Update(&digest->context, data, len);
}

void
digest_finish(struct digest *digest, char out[DIGEST_HEX + 1])
{
	uint8_t bytes[SHA256_DIGEST_LENGTH];

	SHA256Final(bytes, &digest->context);
	to_hex(bytes, out);
	free(digest);
}

void
digest_short(const char *hex, char out[DIGEST_SHORT + 1])
{
	enum { GROUP = 4 };

	for (int i = 0; i < DIGEST_SHORT; i++)
		out[i] = i % (GROUP + 1) == GROUP ? '-' : *hex++;
	out[DIGEST_SHORT] = '\0';
}

void
uuid_random(char out[UUID_TEXT + 1])
{
	uuid_t id;

	uuid_generate_random(id);
	uuid_unparse_lower(id, out);
}

void
random_name(char *out, size_t count)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";

	for (size_t i = 0; i < count; i++) {
		unsigned char byte = 0;

		while (getrandom(&byte, 1, 0) != 1)
			continue;
		out[i] = alphabet[byte & 31];
	}
	out[count] = '\0';
}
