/*
 * yaml_places.h - from what libyaml counts and gives back to the bytes of the source. For the events alone.
 *
 * libyaml counts characters, and looks at every one of a value several times, though only ASCII and a few rare characters mean
 * anything to it. So each run of others, with the letters and digits behind them, may be handed to it as one sign that no text holds, and is written down here: places are
 * counted past the runs, and a value with signs in it is put together again from the source. Nothing else differs, but that
 * libyaml gives up a key after 1,024 characters of a line; lines that long are left as they are.
 *
 * Runs are remembered until the place behind them was asked for; when too many wait, text is left as it is until some have passed.
 */
#ifndef TENKEN_READERS_YAML_STREAM_YAML_PLACES_H
#define TENKEN_READERS_YAML_STREAM_YAML_PLACES_H

#include "base/text_builder.h"

struct yaml_run; /* characters for which one sign stands */

struct yaml_places {
	struct slice bytes;      /* good UTF-8 where runs are replaced */
	uint64_t from, to;       /* the part that is read */
	size_t given;            /* characters handed to libyaml so far */
	/* A place known both ways. Indexes of events only grow, so that finding the next one is a short way forward. */
	size_t known_index;      /* in characters since `from`, as libyaml counts them */
	uint64_t known_offset;
	struct yaml_run *runs;   /* a ring; NULL when nothing is ever replaced */
	size_t written, passed;  /* runs ever; those between the two lie ahead of the known place */
	uint64_t line_end;       /* of the line that is being handed over */
	bool line_is_short;
};

/* `replaces`: runs may be handed over as signs, and the memory that takes comes from `arena`. */
void yaml_places_init(struct yaml_places *places, struct arena *arena, struct slice bytes, bool replaces);
void yaml_places_restart(struct yaml_places *places, uint64_t from, uint64_t to);
/*
 * Writes bytes[at, at + size) to `out` as libyaml shall see them, which is never more, and gives how many bytes that is. They are
 * harmless (yaml_is_harmless) and follow what was handed over before.
 */
size_t yaml_places_write(struct yaml_places *places, uint64_t at, size_t size, char *out);
/* Characters that reach libyaml on another way, as they are. */
void yaml_places_note(struct yaml_places *places, size_t characters);
/* The offset of a character. One behind which another was asked for already can be named as long as nothing was replaced. */
uint64_t yaml_places_offset(struct yaml_places *places, size_t index);
/* A value as it was before: it stands at `offset`, and its end was the last place that was asked for. `room` may hold the result. */
struct slice yaml_places_restore(const struct yaml_places *places, struct slice value, uint64_t offset, struct text_builder *room);

#endif
