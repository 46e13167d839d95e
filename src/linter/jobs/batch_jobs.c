#include "linter/jobs/batch_jobs.h"

#include "engine/batch/batch_judge.h"
#include "linter/jobs/check_jobs.h"
#include "linter/jobs/ordered_work.h"

/* Below it the rules are done before another thread has begun. */
enum { PLANS_WORTH_THREADS = 50 };

struct rule_piece {
	struct work_piece work; /* first: what is handed in */
	size_t rule;
};

struct judging_worker {
	struct memory_trap trap;
	struct arena *memory; /* of what its rules came to: ends with the run */
	struct batch_judge *judge;
	bool failed; /* for want of memory */
};

struct batch_jobs {
	const struct batch_round *round;
	struct batch_judged *judged;
	struct judging_worker *workers;
};

static void judge_piece(void *context, struct work_piece *work, size_t number)
{
	struct batch_jobs *jobs = context;
	struct judging_worker *worker = &jobs->workers[number];
	size_t rule = ((struct rule_piece *)work)->rule;

	if (worker->failed)
		return;
	if (setjmp(worker->trap.jump) != 0) {
		worker->failed = true;
		return;
	}
	if (!worker->judge)
		worker->judge = batch_judge_new(worker->memory, jobs->round);
	batch_judge_rule(worker->judge, rule, &jobs->judged[rule]);
}

static void tell_nothing(void *context, struct work_piece *work)
{
	(void)context;
	(void)work;
}

static struct judging_worker *new_workers(struct check *check, size_t count)
{
	struct judging_worker *workers = arena_array(&check->run, struct judging_worker, count);

	for (size_t i = 0; i < count; i++) {
		workers[i].memory = arena_new(&check->run, struct arena);
		arena_init_inner(workers[i].memory, &check->run);
		workers[i].memory->trap = &workers[i].trap;
	}
	return workers;
}

/* Gives back what the judges needed, or ends the run when one could not go on. */
static void end_workers(struct check *check, struct judging_worker *workers, size_t count)
{
	bool failed = false;

	for (size_t i = 0; i < count; i++) {
		workers[i].memory->trap = &check->trap;
		failed |= workers[i].failed;
		if (workers[i].judge)
			batch_judge_release(workers[i].judge);
	}
	if (failed)
		memory_exhausted(&check->trap);
}

void batch_jobs_judge(struct check *check, const struct batch_round *round, struct batch_judged *judged)
{
	size_t count = round->facts->count < PLANS_WORTH_THREADS ? 1 : check_jobs_count(check);
	struct batch_jobs jobs = {round, judged, new_workers(check, count)};
	struct rule_piece *pieces = arena_array(&check->run, struct rule_piece, round->rule_count);
	struct work_orders orders = {
		.jobs = count, .room = round->rule_count + 1, .run = judge_piece, .tell = tell_nothing, .context = &jobs};
	struct ordered_work *work = count > 1 ? ordered_work_begin(&check->run, &orders) : NULL;

	for (size_t i = 0; i < round->rule_count; i++) {
		pieces[i].rule = i;
		if (work)
			ordered_work_hand_in(work, &pieces[i].work);
		else
			judge_piece(&jobs, &pieces[i].work, 0);
	}
	if (work)
		ordered_work_finish(work);
	ordered_work_end(work);
	end_workers(check, jobs.workers, count);
}
