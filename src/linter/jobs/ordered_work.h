/*
 * ordered_work.h - pieces of work done by several threads and told in the order they were handed in. For the linter alone.
 *
 * One thread hands in pieces, and it alone tells what came of them: `run` may be called by any thread, `tell` only by that one. A
 * bounded number of pieces is under way; when there are more, handing in works off some itself. Threads are started when pieces
 * wait that nobody has taken, so little work starts none.
 */
#ifndef TENKEN_LINTER_ORDERED_WORK_H
#define TENKEN_LINTER_ORDERED_WORK_H

#include "base/memory/arena.h"

/* Part of what is handed in. */
struct work_piece {
	bool done;
};

struct work_orders {
	size_t jobs; /* threads at most, the calling one among them */
	size_t room; /* pieces under way at most */
	void (*run)(void *context, struct work_piece *piece, size_t worker); /* worker: 0 to jobs - 1, never twice at a time */
	void (*tell)(void *context, struct work_piece *piece);
	void *context;
};

struct ordered_work;

/* NULL when the system has no lock to give. Lives in `arena`; end it before the arena. */
struct ordered_work *ordered_work_begin(struct arena *arena, const struct work_orders *orders);
/* Hands in a piece, which must live until it is told. Pieces whose turn has come are told. */
void ordered_work_hand_in(struct ordered_work *work, struct work_piece *piece);
/* Until everything that was handed in is told. */
void ordered_work_finish(struct ordered_work *work);
/* Pieces that nobody has taken are dropped, threads come to their end, nothing more is told. NULL is fine. */
void ordered_work_end(struct ordered_work *work);

#endif
