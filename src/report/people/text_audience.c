/* What stands below a finding for those who are no care managers: the basis and what it was judged by, or the item of the standard. */
#include "report/people/text_parts.h"
#include "report/report_words.h"

/* Everything it rests on, a line each, with the day of the document. */
static void add_every_basis(struct report *report, const struct finding *finding)
{
	struct text_builder *line = &report->line;

	for (size_t i = 0; i < finding->basis_count; i++) {
		text_builder_clear(line);
		add_basis_line(line, &finding->basis[i], report->run.english);
		if (finding->basis[i].date.length) {
			text_builder_add_string(line, report->run.english ? " (" : "（");
			text_builder_add(line, finding->basis[i].date);
			text_builder_add_string(line, report->run.english ? ")" : "）");
		}
		text_add_detail(report, text_word(report, "根拠", "basis"), text_builder_slice(line));
	}
}

/* The date that chose the revision of the rule, and how long that is in force. */
static void add_decision(struct report *report, const struct finding *finding)
{
	struct text_builder *line = &report->line;

	if (!finding->decided_by.length)
		return;
	text_builder_clear(line);
	text_builder_add(line, finding->decided_by);
	if (finding->revision.length) {
		text_builder_add(line, text_word(report, "（規則の適用期間 ", " (rule in force "));
		text_builder_add(line, finding->revision);
		text_builder_add(line, text_word(report, "）", ")"));
	}
	text_add_detail(report, text_word(report, "判定のもと", "judged by"), text_builder_slice(line));
}

void text_add_evidence(struct report *report, const struct finding *finding)
{
	if (report->run.audience == REPORT_FOR_INSPECTOR) {
		add_every_basis(report, finding);
		add_decision(report, finding);
		return;
	}
	text_add_detail(report, text_word(report, "標準仕様の項目", "item of the standard"), finding->item);
	text_add_detail(report, text_word(report, "規則の名前", "name of the rule"), finding->name);
	text_add_detail(report, text_word(report, "直し方", "fix"), finding->fix);
}
