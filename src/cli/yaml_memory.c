/*
 * The memory of libyaml in this program: free lists by size instead of malloc, which took a seventh of a run.
 *
 * libyaml asks for and gives back a few small blocks an event. It calls yaml_malloc and its kin through the dynamic linker, so a
 * program that defines them is asked instead. Only the program does: a library would seize its host's libyaml. Blocks go back to
 * the list of the thread that frees them; the chunks they are cut from stay until the process ends. Under a sanitizer, which
 * wants to see every block, none of this exists.
 */
#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BLOCKS_ARE_WATCHED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define BLOCKS_ARE_WATCHED
#endif

#if !defined(BLOCKS_ARE_WATCHED) && defined(__GNUC__)

#include <stdlib.h>
#include <string.h>

enum { STEP = 16, LARGEST = 512, CLASSES = LARGEST / STEP, CHUNK = 64 * 1024 };

/* Stands before every block and keeps it aligned for any type. */
union head {
	size_t size;          /* bytes of the block behind it */
	max_align_t alignment;
};

struct free_block {
	struct free_block *next;
};

static _Thread_local struct free_block *free_blocks[CLASSES];
static _Thread_local char *chunk, *chunk_end;

#define SEEN_BY_LIBYAML __attribute__((__visibility__("default")))
SEEN_BY_LIBYAML void *yaml_malloc(size_t size);
SEEN_BY_LIBYAML void *yaml_realloc(void *block, size_t size);
SEEN_BY_LIBYAML void yaml_free(void *block);
SEEN_BY_LIBYAML char *yaml_strdup(const char *string);

static union head *head_of(void *block)
{
	return (union head *)block - 1;
}

static void *from_system(size_t size)
{
	union head *head = size <= (size_t)-1 - sizeof *head ? malloc(sizeof *head + size) : NULL;

	if (!head)
		return NULL;
	head->size = size;
	return head + 1;
}

static void *from_chunk(size_t size)
{
	if ((size_t)(chunk_end - chunk) < sizeof(union head) + size) {
		char *room = malloc(CHUNK);

		if (!room)
			return NULL;
		chunk = room;
		chunk_end = room + CHUNK;
	}
	union head *head = (union head *)(void *)chunk;

	chunk += sizeof *head + size;
	head->size = size;
	return head + 1;
}

void *yaml_malloc(size_t size)
{
	size_t number = size ? (size - 1) / STEP : 0;

	if (number >= CLASSES)
		return from_system(size);
	struct free_block *block = free_blocks[number];

	if (!block)
		return from_chunk((number + 1) * STEP);
	free_blocks[number] = block->next;
	return block;
}

void yaml_free(void *block)
{
	if (!block)
		return;
	size_t size = head_of(block)->size;

	if (size > LARGEST) {
		free(head_of(block));
		return;
	}
	struct free_block *freed = block;

	freed->next = free_blocks[size / STEP - 1];
	free_blocks[size / STEP - 1] = freed;
}

void *yaml_realloc(void *block, size_t size)
{
	size_t old = block ? head_of(block)->size : 0;

	if (block && size <= old)
		return block;
	void *larger = yaml_malloc(size);

	if (larger && block) {
		memcpy(larger, block, old);
		yaml_free(block);
	}
	return larger;
}

char *yaml_strdup(const char *string)
{
	size_t size = string ? strlen(string) + 1 : 0;
	char *copy = size ? yaml_malloc(size) : NULL;

	return copy ? memcpy(copy, string, size) : NULL;
}

#else

typedef int nothing_here; /* an empty file is no C */

#endif
