/* Errors and unknowns: which wins, how they merge, where they come from, what is said about them. */
#include "engine/evaluator.h"
#include "engine/values/operators.h"

struct cel_value cel_error(enum cel_error error, const struct expression *at)
{
	return (struct cel_value){.kind = CEL_ERROR, .sub = (uint8_t)error, .is.expression = at};
}

/* An error of the rule beats one of the plan, an error beats an unknown, and an unknown beats a value. */
struct cel_value cel_worse(struct evaluation *evaluation, struct cel_value a, struct cel_value b)
{
	a = cel_used(a);
	b = cel_used(b);
	if (a.kind == CEL_ERROR || b.kind == CEL_ERROR)
		return a.kind == CEL_ERROR ? a : b;
	if (a.kind == CEL_UNKNOWN && b.kind == CEL_UNKNOWN)
		return cel_merge_unknown(evaluation, a, b);
	return a.kind == CEL_UNKNOWN ? a : b;
}

static size_t origin_count(struct cel_value value)
{
	return value.kind == CEL_UNKNOWN && value.sub == CEL_UNKNOWN_MANY ? value.is.origins->count : 1;
}

static struct cel_origin origin_at(struct cel_value value, size_t index)
{
	if (value.kind == CEL_UNKNOWN && value.sub == CEL_UNKNOWN_MANY)
		return value.is.origins->items[index];
	if (value.kind == CEL_UNKNOWN && value.sub == CEL_UNKNOWN_TABLE)
		return (struct cel_origin){.field = FIELD_COUNT, .table = value.is.table};
	return (struct cel_origin){.record = value.is.record, .field = (enum field)value.detail};
}

/* The same field of another record is the same gap: a list of a thousand rows must not make a thousand origins. */
static bool same_gap(struct cel_origin a, struct cel_origin b)
{
	return a.field == b.field && a.table == b.table && (a.field != FIELD_COUNT || a.record == b.record);
}

static bool holds(struct cel_value unknown, struct cel_origin origin)
{
	for (size_t i = 0; i < origin_count(unknown); i++)
		if (same_gap(origin_at(unknown, i), origin))
			return true;
	return false;
}

struct cel_value cel_merge_unknown(struct evaluation *evaluation, struct cel_value a, struct cel_value b)
{
	size_t count = origin_count(a), fresh = 0;
	struct cel_origins *merged;

	for (size_t i = 0; i < origin_count(b); i++)
		fresh += !holds(a, origin_at(b, i));
	if (fresh == 0)
		return a;
	evaluation_charge(evaluation, count + fresh);
	merged = arena_allocate(evaluation->scratch, sizeof *merged + (count + fresh) * sizeof merged->items[0]);
	for (size_t i = 0; i < count; i++)
		merged->items[i] = origin_at(a, i);
	for (size_t i = 0; i < origin_count(b); i++)
		if (!holds(a, origin_at(b, i)))
			merged->items[count++] = origin_at(b, i);
	merged->count = count;
	return (struct cel_value){.kind = CEL_UNKNOWN, .sub = CEL_UNKNOWN_MANY, .is.origins = merged};
}

size_t cel_origins_of(struct cel_value value, struct cel_origin *origins, size_t capacity)
{
	bool has = value.kind == CEL_UNKNOWN || (value.kind == CEL_NULL && value.sub == CEL_NULL_CELL) ||
		   (value.kind == CEL_ERROR && (value.sub == CEL_ERROR_BLANK || value.sub == CEL_ERROR_UNREADABLE));
	size_t count = has ? origin_count(value) : 0;

	for (size_t i = 0; i < count && i < capacity; i++)
		origins[i] = origin_at(value, i);
	return count;
}

enum form cel_origin_form(struct cel_origin origin)
{
	if (!origin.record)
		return origin.field != FIELD_COUNT && origin.field != FIELD_INVALID ? field_info(origin.field)->form : FORM_NONE;
	return field_form(origin.record, origin.field);
}

enum verdict evaluation_verdict(const struct evaluation *evaluation, struct cel_value value)
{
	if (evaluation->exhausted)
		return VERDICT_FAULT;
	value = cel_used(value);
	if (value.kind == CEL_BOOL)
		return value.is.boolean ? VERDICT_TRUE : VERDICT_FALSE;
	if (value.kind == CEL_UNKNOWN)
		return VERDICT_UNKNOWN;
	return value.kind == CEL_ERROR && value.sub <= CEL_ERROR_UNREADABLE ? VERDICT_NOT_JUDGED : VERDICT_FAULT;
}

struct slice cel_error_message(struct cel_value error, bool english)
{
	static const struct {
		struct slice ja, en;
	} messages[] = {
		[CEL_ERROR_BLANK] = {SLICE("空欄の項目を値として使いました"), SLICE("a blank cell was used as a value")},
		[CEL_ERROR_UNREADABLE] = {SLICE("読み取れない項目を使いました"), SLICE("an unreadable cell was used")},
		[CEL_ERROR_NO_OVERLOAD] = {SLICE("この型の値には使えない計算です"), SLICE("no such operation on values of these types")},
		[CEL_ERROR_OVERFLOW] = {SLICE("計算の結果が大きすぎます"), SLICE("the result is too large")},
		[CEL_ERROR_DIVIDE_BY_ZERO] = {SLICE("0で割っています"), SLICE("division by zero")},
		[CEL_ERROR_INDEX] = {SLICE("リストにない番号です"), SLICE("the list has no such item")},
		[CEL_ERROR_NO_SUCH_KEY] = {SLICE("その見出しはありません"), SLICE("there is no such key")},
		[CEL_ERROR_DUPLICATE_KEY] = {SLICE("同じ見出しが二つあります"), SLICE("the same key twice")},
		[CEL_ERROR_RANGE] = {SLICE("扱える範囲を超えています"), SLICE("out of range")},
		[CEL_ERROR_CONVERSION] = {SLICE("この型に直せない文字です"), SLICE("the text is no such value")},
		[CEL_ERROR_PATTERN] = {SLICE("正規表現が正しくありません"), SLICE("the regular expression is wrong or too large")},
		[CEL_ERROR_NO_SUCH_NAME] = {SLICE("その名前はありません"), SLICE("there is no such name")},
		[CEL_ERROR_NO_CONDITION] = {SLICE("条件が「はい・いいえ」になりません"), SLICE("a condition is no bool")},
		[CEL_ERROR_STEPS] = {SLICE("計算の手順が多すぎます"), SLICE("the evaluation takes too many steps")},
	};

	return english ? messages[error.sub].en : messages[error.sub].ja;
}
