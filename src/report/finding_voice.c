#include "report/finding_voice.h"

#include "base/compiler.h"
#include "report/report_words.h"

const enum voice_detail *voice_details(enum report_audience audience, size_t *count)
{
	static const enum voice_detail manager[] = {VOICE_ADDRESS, VOICE_FIX, VOICE_CHIEF_BASIS},
				       inspector[] = {VOICE_ADDRESS, VOICE_EVERY_BASIS, VOICE_DECISION, VOICE_TABLES},
				       vendor[] = {VOICE_ADDRESS, VOICE_ITEM, VOICE_NAME, VOICE_FIX};
	static const struct {
		const enum voice_detail *details;
		size_t count;
	} voices[] = {[REPORT_FOR_MANAGER] = {manager, COUNT_OF(manager)},
		      [REPORT_FOR_INSPECTOR] = {inspector, COUNT_OF(inspector)},
		      [REPORT_FOR_VENDOR] = {vendor, COUNT_OF(vendor)}};

	*count = voices[audience].count;
	return voices[audience].details;
}

struct slice voice_label(enum voice_detail detail, const struct report_run *run)
{
	static const struct slice ja[VOICE_DETAIL_COUNT] = {
		[VOICE_ADDRESS] = SLICE("場所"),    [VOICE_FIX] = SLICE("次に"),	    [VOICE_CHIEF_BASIS] = SLICE("根拠"),
		[VOICE_EVERY_BASIS] = SLICE("根拠"), [VOICE_DECISION] = SLICE("判定のもと"), [VOICE_TABLES] = SLICE("使った表"), [VOICE_ITEM] = SLICE("標準仕様の項目"),
		[VOICE_NAME] = SLICE("規則の名前")};
	static const struct slice en[VOICE_DETAIL_COUNT] = {
		[VOICE_ADDRESS] = SLICE("where"),     [VOICE_FIX] = SLICE("next"),	       [VOICE_CHIEF_BASIS] = SLICE("basis"),
		[VOICE_EVERY_BASIS] = SLICE("basis"), [VOICE_DECISION] = SLICE("judged by"), [VOICE_TABLES] = SLICE("tables"), [VOICE_ITEM] = SLICE("item of the standard"),
		[VOICE_NAME] = SLICE("name of the rule")};

	if (detail == VOICE_FIX && run->audience == REPORT_FOR_VENDOR)
		return run->english ? SLICE_OF("fix") : SLICE_OF("直し方");
	return run->english ? en[detail] : ja[detail];
}

static void add_chief_basis(struct text_builder *text, const struct finding *finding, bool english)
{
	const struct basis *basis = chief_basis(finding->basis, finding->basis_count);

	if (!basis)
		return;
	add_basis_line(text, basis, english);
	if (finding->basis_count > 1)
		text_builder_print(text, english ? " (and %zu more)" : "（ほか%zu件）", finding->basis_count - 1);
}

/* With the day of the document. */
static void add_basis(struct text_builder *text, const struct basis *basis, bool english)
{
	add_basis_line(text, basis, english);
	if (basis->date.length)
		text_builder_print(text, english ? " (%.*s)" : "（%.*s）", SLICE_PRINT(basis->date));
}

/* As people of the language write it. */
static void add_date(struct text_builder *text, struct slice iso, const struct report_run *run)
{
	if (run->add_date)
		run->add_date(text, iso);
	else
		text_builder_add(text, iso);
}

void voice_add_period(struct text_builder *text, struct slice period, const struct report_run *run)
{
	size_t middle = slice_find(period, SLICE_OF("/"), 0);
	struct slice from = slice_part(period, 0, middle), to = slice_part(period, middle + 1, period.length);

	if (middle == SIZE_MAX) {
		text_builder_add(text, period);
		return;
	}
	if (run->english && from.length && !to.length)
		text_builder_add(text, SLICE_OF("since "));
	if (from.length)
		add_date(text, from, run);
	if (from.length && !run->english)
		text_builder_add(text, SLICE_OF("から"));
	if (run->english && to.length)
		text_builder_add(text, from.length ? SLICE_OF(" to ") : SLICE_OF("until "));
	if (to.length)
		add_date(text, to, run);
	if (to.length && !run->english)
		text_builder_add(text, SLICE_OF("まで"));
}

/* "plan.plan_date 2025-04-01" as people call it; a field that a rule of one's own names stays as it is. */
static void add_deciding_date(struct text_builder *text, struct slice said, const struct report_run *run)
{
	static const struct {
		struct slice path, ja, en;
	} names[] = {
		{SLICE("plan.plan_date "), SLICE("計画作成日 "), SLICE("plan date ")},
		{SLICE("plan.created_on "), SLICE("作成年月日 "), SLICE("date of creation ")},
		{SLICE("plan.certification.valid.from "), SLICE("認定の有効期間の始まり "), SLICE("start of the certification ")},
		{SLICE("plan.months[0].first_day "), SLICE("最初の月の初日 "), SLICE("first day of the first month ")},
		{SLICE("month.first_day "), SLICE("その月の初日 "), SLICE("first day of the month ")},
		{SLICE("as_of "), SLICE("点検の基準日 "), SLICE("as-of date ")},
	};

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (!slice_starts_with(said, names[i].path))
			continue;
		text_builder_add(text, run->english ? names[i].en : names[i].ja);
		add_date(text, slice_part(said, names[i].path.length, said.length), run);
		return;
	}
	text_builder_add(text, said);
}

static void add_decision(struct text_builder *text, const struct finding *finding, const struct report_run *run)
{
	bool english = run->english;

	if (!finding->decided_by.length)
		return;
	add_deciding_date(text, finding->decided_by, run);
	if (!finding->revision.length)
		return;
	text_builder_add(text, english ? SLICE_OF(" (rule in force ") : SLICE_OF("（規則の適用期間 "));
	voice_add_period(text, finding->revision, run);
	text_builder_add(text, english ? SLICE_OF(")") : SLICE_OF("）"));
}

/* The tables it asked, each with the period of its row. */
static void add_tables(struct text_builder *text, const struct finding *finding, const struct report_run *run)
{
	bool english = run->english;

	for (size_t i = 0; i < finding->table_count; i++) {
		const struct used_table *table = &finding->tables[i];

		text_builder_add(text, i ? (english ? SLICE_OF("; ") : SLICE_OF("、")) : slice_of("", 0));
		text_builder_add(text, table->title.length ? table->title : table->name);
		if (!table->in_force.length)
			continue;
		text_builder_add(text, english ? SLICE_OF(" (") : SLICE_OF("（"));
		voice_add_period(text, table->in_force, run);
		text_builder_add(text, english ? SLICE_OF(")") : SLICE_OF("）"));
	}
}

void voice_add_detail(struct text_builder *text, const struct finding *finding, enum voice_detail detail, size_t number,
		      const struct report_run *run)
{
	bool english = run->english;

	switch (detail) {
	case VOICE_ADDRESS:
		text_builder_add(text, finding->address);
		break;
	case VOICE_FIX:
		text_builder_add(text, finding->fix);
		break;
	case VOICE_CHIEF_BASIS:
		add_chief_basis(text, finding, english);
		break;
	case VOICE_EVERY_BASIS:
		if (number < finding->basis_count)
			add_basis(text, &finding->basis[number], english);
		break;
	case VOICE_DECISION:
		add_decision(text, finding, run);
		break;
	case VOICE_TABLES:
		add_tables(text, finding, run);
		break;
	case VOICE_ITEM:
		text_builder_add(text, finding->item);
		break;
	case VOICE_NAME:
		text_builder_add(text, finding->name);
		break;
	case VOICE_DETAIL_COUNT:
		break;
	}
}

void voice_tell(struct report *report, const struct finding *finding,
		void (*tell)(struct report *report, struct slice label, struct slice value))
{
	size_t count;
	const enum voice_detail *details = voice_details(report->run.audience, &count);

	for (size_t i = 0; i < count; i++) {
		size_t times = details[i] == VOICE_EVERY_BASIS ? finding->basis_count : 1;

		for (size_t number = 0; number < times; number++) {
			text_builder_clear(&report->detail);
			voice_add_detail(&report->detail, finding, details[i], number, &report->run);
			if (report->detail.length)
				tell(report, voice_label(details[i], &report->run), text_builder_slice(&report->detail));
		}
	}
}

bool voice_asks(enum report_audience audience)
{
	return audience != REPORT_FOR_VENDOR;
}

struct slice voice_weight(const struct finding *finding, const struct report_run *run)
{
	if (run->audience == REPORT_FOR_VENDOR)
		return finding->kind == FINDING_REVIEW ? finding_kind_name(FINDING_REVIEW) : severity_name(finding->severity);
	return finding_label(finding, run->english);
}
