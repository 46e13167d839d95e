/*
 * block_writer.h - writes blocks (block.h): who knows a structure adds its objects one by one and says where each of their pointers
 * leads. For the build, and for tests that compare what two ways have made.
 *
 * Objects are added before they are pointed to, or after: an object is known by its address. Whoever writes a structure says nothing of
 * its numbers; a pointer that was forgotten stays the address it was, which the tests of the structure see.
 */
#ifndef TENKEN_BASE_MEMORY_BLOCK_WRITER_H
#define TENKEN_BASE_MEMORY_BLOCK_WRITER_H

#include "base/memory/block.h"
#include "base/text_builder.h"

struct block_pointer;
struct block_object;
struct name_table;

struct block_writer {
	struct arena *arena;
	struct text_builder added;   /* constants: they follow the objects */
	struct slice given;          /* constants behind those, which are there anyway: what is rarely read need not be copied */
	struct name_table *texts;    /* those among the added ones, each once */
	struct text_builder bytes;   /* of the objects */
	struct block_pointer *pointers;
	size_t pointer_count, pointer_capacity;
	struct block_object *objects; /* open addressing by address */
	size_t object_count, object_capacity;
};

#define BLOCK_NOWHERE SIZE_MAX

void block_writer_init(struct block_writer *writer, struct arena *arena, struct slice given);
/* Copies `count` objects of `size` bytes that stand side by side; gives the place of the first. Without any BLOCK_NOWHERE. */
size_t block_add(struct block_writer *writer, const void *objects, size_t size, size_t count);
/* The place of an object that was added, else BLOCK_NOWHERE; also for NULL. */
size_t block_find(const struct block_writer *writer, const void *object);
/* The pointer at `field` leads to the object at `target`; to nothing with BLOCK_NOWHERE. */
void block_point(struct block_writer *writer, size_t field, size_t target);
/* The pointer at `field` leads to `length` bytes without pointers, aligned for numbers. */
void block_point_to_bytes(struct block_writer *writer, size_t field, const void *bytes, size_t length);
/* The same for text, which needs no alignment: one copy of equal texts. */
void block_point_to_characters(struct block_writer *writer, size_t field, const char *bytes, size_t length);
/* `field` is a slice. */
void block_point_to_text(struct block_writer *writer, size_t field, struct slice text);
/* A text that few runs look at is left where it was given: those that all look at stand close together, in few pages. */
void block_point_to_rare_text(struct block_writer *writer, size_t field, struct slice text);
/* To nothing: what only who makes the object needs. */
void block_point_nowhere(struct block_writer *writer, size_t field);
/* Bytes behind the last member of an object, which hold anything: every build is to give the same block. */
void block_clear(struct block_writer *writer, size_t from, size_t to);
/* Everything in the arena: the objects, the added constants, the given ones. Pointers are right at `home`. */
struct block block_writer_finish(struct block_writer *writer, uintptr_t home);

/* Where a member of the object at `at` stands, and where what follows the last one does. */
#define BLOCK_FIELD(at, type, member) ((at) + offsetof(type, member))
/* Clears what compilers leave between a member and the one behind it: it may hold anything, and a block is the same for the same objects. */
#define BLOCK_CLEAR_GAP(writer, at, type, member, next) block_clear(writer, BLOCK_BEHIND(at, type, member), BLOCK_FIELD(at, type, next))
#define BLOCK_BEHIND(at, type, member) ((at) + offsetof(type, member) + sizeof(((type *)NULL)->member))

#endif
