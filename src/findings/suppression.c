#include "findings/suppression.h"

#include "base/compiler.h"
#include "text/unicode/normalize.h"

/* Places as people type them: 第２表　課題１ is 第2表 課題1. */
static bool is_place(struct slice at, struct slice address, struct arena *arena)
{
	return address.length && (slice_equal(at, address) || slice_equal(at, normalize_for_comparison(arena, address)));
}

static bool names(const struct suppression *suppression, const struct finding *finding, struct arena *arena)
{
	if (!slice_equal(suppression->rule, finding->rule) && !slice_equal(suppression->rule, finding->name))
		return false;
	if (suppression->at.length == 0)
		return true;
	struct slice at = normalize_for_comparison(arena, suppression->at);

	return is_place(at, finding->address, arena) || is_place(at, finding->address_plain, arena) ||
	       is_place(at, finding->address_ja, arena);
}

static bool is_valid(const struct suppression *suppression)
{
	return suppression->rule.length && suppression->reason.length && !suppression->unreadable && !suppression->expired &&
	       !suppression->refused;
}

static void say(struct finding_list *findings, enum builtin_finding builtin, const struct suppression *suppression)
{
	const struct slice arguments[] = {suppression->rule, suppression->until};
	struct finding *finding = finding_add_builtin(findings, builtin, suppression->place, arguments, COUNT_OF(arguments));

	if (!finding)
		return;
	finding->address = suppression->address;
	finding->address_plain = SLICE_OF("指摘の除外");
	finding->order = UINT32_MAX; /* after what is said about the plan itself */
}

bool suppression_tell(const struct suppression *suppression, bool judged, struct finding_list *findings)
{
	if (!suppression->rule.length || !suppression->reason.length)
		say(findings, BUILTIN_SUPPRESSION_MALFORMED, suppression);
	else if (suppression->unreadable)
		return true; /* the reader has told of the date */
	else if (suppression->refused)
		say(findings, BUILTIN_SUPPRESSION_REFUSED, suppression);
	else if (suppression->expired)
		say(findings, BUILTIN_SUPPRESSION_EXPIRED, suppression);
	else if (judged && !suppression->used)
		say(findings, BUILTIN_SUPPRESSION_UNUSED, suppression);
	else
		return false;
	return true;
}

void suppressions_apply(struct suppression *items, size_t count, struct finding_list *findings)
{
	size_t raised = findings->count;

	for (size_t i = 0; i < count; i++) {
		if (!is_valid(&items[i]))
			continue;
		for (size_t k = 0; k < raised; k++) {
			struct finding *finding = findings->items[k];

			if (finding->kind == FINDING_OPEN || finding->lost || !names(&items[i], finding, findings->arena))
				continue;
			if (!finding->suppressed_by)
				finding->suppressed_by = &items[i];
			items[i].used = true;
		}
	}
	for (size_t i = 0; i < count; i++)
		if (!items[i].beside)
			suppression_tell(&items[i], !items[i].not_judged, findings);
}
