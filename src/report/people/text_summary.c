/* What stands at the end of every report for people: how much was looked at, how much was found, and why the exit status is what it is. */
#include "report/people/text_parts.h"
#include "text/unicode/utf8.h"

/* Findings are counted by the words they are called by (voice_weight). */
static void add_findings(struct report *report, const struct report_summary *summary)
{
	enum { COUNTED = SEVERITY_COUNT + 2 };
	static const struct slice ja[COUNTED] = {SLICE("要確認"), SLICE("点検で話題になりやすい点"), SLICE("気づき"), SLICE("問いかけ"),
						 SLICE("確認できない")},
				  en[COUNTED] = {SLICE("errors"), SLICE("warnings"), SLICE("infos"), SLICE("questions"), SLICE("could not be checked")};
	const size_t counts[COUNTED] = {summary->count[SEVERITY_ERROR], summary->count[SEVERITY_WARNING], summary->count[SEVERITY_INFO],
					summary->reviews, summary->open};
	bool english = report->run.english, vendor = report->run.audience == REPORT_FOR_VENDOR;

	for (size_t i = 0; i < COUNTED; i++) {
		struct slice word = english ? en[i] : ja[i];

		if (vendor && i < SEVERITY_COUNT)
			word = severity_name((enum severity)(SEVERITY_ERROR - i)); /* the weightiest first */
		else if (vendor && i == SEVERITY_COUNT)
			word = finding_kind_name(FINDING_REVIEW);
		text_builder_print(&report->text, "%s%.*s %zu", i == 0 ? "  " : english ? ", " : "、", SLICE_PRINT(word), counts[i]);
	}
	text_builder_add_char(&report->text, '\n');
}

void text_summary(struct report *report, const struct report_summary *summary)
{
	struct text_builder *text = &report->text;
	bool english = report->run.english;
	size_t from = text->length;

	text_add_in_tone(report, TONE_STRONG, text_word(report, "まとめ", "Summary"));
	text_builder_print(text, english ? "\n  files %zu, plans %zu, could not be read %zu\n" : "\n  ファイル %zu、計画 %zu、読めなかったもの %zu\n",
			   summary->files, summary->plans, summary->lost);
	add_findings(report, summary);
	if (summary->questions_left_out)
		text_builder_print(text, english ? "  questions not shown %zu\n" : "  表示していない問いかけ %zu\n", summary->questions_left_out);
	if (summary->suppressed)
		text_builder_print(text, english ? "  left as they are, with a reason: %zu\n" : "  そのままにすると決めたこと %zu\n", summary->suppressed);
	if (summary->known)
		text_builder_print(text, english ? "  known before: %zu\n" : "  前から分かっていること %zu\n", summary->known);
	text_builder_add(text, SLICE_OF("  "));
	if (summary->plans > 1)
		text_builder_add(text, text_word(report, "計画ごとの合計で、", "over all plans, "));
	text_add_counts(report, &summary->coverage);
	text_builder_print(text, english ? "  rule set %.*s (%zu rules), as of %.*s\n" : "  項目の版 %.*s（%zu項目）、基準日 %.*s\n",
			   SLICE_PRINT(report->run.ruleset), report->run.rules, SLICE_PRINT(report->run.as_of));
	text_builder_add(text, text_word(report, "  番号の説明は tenken rules explain 番号 で読めます\n", "  tenken rules explain ID says what a number stands for\n"));
	text_builder_print(text, english ? "  exit status %d: " : "  終了コード %d：", summary->status);
	utf8_add_safely(text, summary->reason);
	text_builder_add_char(text, '\n');
	text_fold(report, from, 4);
}
