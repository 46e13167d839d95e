/* A queue in the order of handing in: told from its front, taken by whoever is free. */
#include "linter/jobs/ordered_work.h"

#include "base/platform/platform_threads.h"

struct job {
	struct ordered_work *work;
	struct platform_thread *thread;
	size_t number; /* from 1: the calling thread is 0 */
};

struct ordered_work {
	struct work_orders orders;
	struct platform_gate *gate; /* of all below */
	struct work_piece **queue;  /* `room` places, used in turn */
	size_t told, taken, handed_in; /* pieces so far */
	bool ending;
	struct job *jobs;
	size_t job_count;
};

struct ordered_work *ordered_work_begin(struct arena *arena, const struct work_orders *orders)
{
	struct ordered_work *work = arena_new(arena, struct ordered_work);

	work->orders = *orders;
	work->queue = arena_array(arena, struct work_piece *, orders->room);
	work->jobs = arena_array(arena, struct job, orders->jobs);
	work->gate = platform_gate_new();
	return work->gate ? work : NULL;
}

static struct work_piece **place(struct ordered_work *work, size_t number)
{
	return &work->queue[number % work->orders.room];
}

/* Takes the next piece and does it; inside the gate, which is left meanwhile. False when there is none. */
static bool take_one(struct ordered_work *work, size_t worker)
{
	if (work->taken == work->handed_in)
		return false;
	struct work_piece *piece = *place(work, work->taken++);

	platform_gate_leave(work->gate);
	work->orders.run(work->orders.context, piece, worker);
	platform_gate_enter(work->gate);
	piece->done = true;
	platform_gate_changed(work->gate);
	return true;
}

static void work_on(void *context)
{
	struct job *job = context;
	struct ordered_work *work = job->work;

	platform_gate_enter(work->gate);
	while (!work->ending)
		if (!take_one(work, job->number))
			platform_gate_wait(work->gate);
	platform_gate_leave(work->gate);
}

/* Tells the first piece if it is done; inside the gate, which is left meanwhile. */
static bool tell_one(struct ordered_work *work)
{
	if (work->told == work->handed_in || !(*place(work, work->told))->done)
		return false;
	struct work_piece *piece = *place(work, work->told++);

	platform_gate_leave(work->gate);
	work->orders.tell(work->orders.context, piece);
	platform_gate_enter(work->gate);
	return true;
}

/* Until at most `most` pieces are under way. */
static void go_on(struct ordered_work *work, size_t most)
{
	while (work->handed_in - work->told > most)
		if (!tell_one(work) && !take_one(work, 0))
			platform_gate_wait(work->gate);
	while (tell_one(work))
		;
}

/* One more thread when pieces wait that nobody has taken. Without it the others do all. */
static void start_job(struct ordered_work *work)
{
	if (work->handed_in - work->taken < 2 || work->job_count + 1 >= work->orders.jobs)
		return;
	struct job *job = &work->jobs[work->job_count];

	*job = (struct job){.work = work, .number = work->job_count + 1};
	job->thread = platform_thread_start(work_on, job);
	work->job_count += job->thread != NULL;
}

void ordered_work_hand_in(struct ordered_work *work, struct work_piece *piece)
{
	platform_gate_enter(work->gate);
	go_on(work, work->orders.room - 1);
	piece->done = false;
	*place(work, work->handed_in++) = piece;
	start_job(work);
	platform_gate_changed(work->gate);
	platform_gate_leave(work->gate);
}

void ordered_work_finish(struct ordered_work *work)
{
	platform_gate_enter(work->gate);
	go_on(work, 0);
	platform_gate_leave(work->gate);
}

void ordered_work_end(struct ordered_work *work)
{
	if (!work)
		return;
	platform_gate_enter(work->gate);
	work->ending = true;
	platform_gate_changed(work->gate);
	platform_gate_leave(work->gate);
	for (size_t i = 0; i < work->job_count; i++)
		platform_thread_join(work->jobs[i].thread);
	platform_gate_free(work->gate);
	work->gate = NULL;
}
