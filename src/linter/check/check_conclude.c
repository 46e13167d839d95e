/* Which exit status a run has, and the one sentence that says why. */
#include "linter/check/check.h"

static struct slice say(struct check *check, const char *ja, const char *en, size_t number)
{
	/* Both texts are ours and hold one %zu. */
	static const char mark[] = "%zu";
	struct slice text = slice_from_string(check->options->english ? en : ja);
	size_t at = slice_find(text, slice_from_string(mark), 0);

	if (at == SIZE_MAX)
		return text;
	return arena_print(&check->run, "%.*s%zu%.*s", (int)at, text.data, number, (int)(text.length - at - sizeof mark + 1),
			   text.data + at + sizeof mark - 1);
}

/* Findings of kind fail at or above the level of --fail-on. */
static size_t count_failing(const struct check *check)
{
	const size_t *count = check->summary.count;

	switch (check->options->fail_on) {
	case TENKEN_LEVEL_ERROR:
		return count[SEVERITY_ERROR];
	case TENKEN_LEVEL_WARNING:
		return count[SEVERITY_ERROR] + count[SEVERITY_WARNING];
	case TENKEN_LEVEL_INFO:
		return count[SEVERITY_ERROR] + count[SEVERITY_WARNING] + count[SEVERITY_INFO];
	case TENKEN_LEVEL_NEVER:
		break;
	}
	return 0;
}

void check_conclude(struct check *check)
{
	struct report_summary *summary = &check->summary;
	/* With a profile that says which forms it needs, the lack of others is nobody's fault. */
	size_t unchecked = check->required_forms ? check->required_open : summary->coverage.open;
	size_t failing = check->options->list_files ? 0 : count_failing(check);

	if (check_stopped(check)) {
		summary->status = TENKEN_INTERRUPTED;
		summary->reason = say(check, "途中で止められました。ここまでに確かめたことだけを書き出しています。",
				      "the run was interrupted; this is what was done until then.", 0);
	} else if (check->rule_faults.count) {
		summary->status = TENKEN_USAGE_ERROR;
		summary->reason = say(check, "評価できなかった規則が%zu件あります。規則の書き方を確かめてください。",
				      "rules failed while running (%zu); their definition needs a look.", check->rule_faults.count);
	} else if (summary->lost) {
		summary->status = TENKEN_LOST;
		summary->reason = say(check, "読めなかったファイルや計画が%zu件あります。ほかはすべて確かめました。",
				      "files or plans could not be read (%zu); everything else was checked.", summary->lost);
	} else if (failing) {
		summary->status = TENKEN_FINDINGS;
		summary->reason = check->options->fail_on == TENKEN_LEVEL_ERROR
					  ? say(check, "要確認が%zu件あります。", "there are errors (%zu).", failing)
					  : say(check, "--fail-on で指定した重さ以上のものが%zu件あります。",
						"there are findings at or above the level of --fail-on (%zu).", failing);
	} else if (check->options->fail_on_unchecked && unchecked) {
		summary->status = TENKEN_UNCHECKED;
		summary->reason = say(check, "資料がなく確認できなかった項目が%zu件あります。",
				      "checks could not be made because something was not supplied (%zu).", unchecked);
	} else if (summary->plans == 0 && summary->files > 0) {
		summary->status = TENKEN_OK;
		summary->reason = say(check, "対象の計画が見つからなかったため、何も確かめていません。", "no plan to check was found in what was read: nothing was checked.", 0);
	} else {
		summary->status = TENKEN_OK;
		summary->reason = say(check, "すべて読み取りました。終了コードを変えるものはありません。",
				      "everything was read; nothing changes the exit status.", 0);
	}
}
