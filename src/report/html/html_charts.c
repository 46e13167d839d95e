/*
 * The charts of the first pages: bars in the cells of tables, so that every number is there to be read, by eyes, by a screen reader and
 * on paper without colour.
 */
#include "report/html/html_report.h"
#include "report/totals/count_tables.h"

enum { MOST_RULES = 25, MOST_ROWS = 60, BAR = 100, SHORTEST_SCALE = 5 };

/* ---- bars ---- */

/* Each weight has a pattern of its own; they are defined once in the head of the page. */
static void add_part(struct text_builder *text, const char *fill, double from, double width)
{
	if (width > 0)
		text_builder_print(text, "<rect x=\"%.2f\" y=\"1\" width=\"%.2f\" height=\"8\" fill=\"url(#%s)\" stroke=\"#1b1b1b\" stroke-width=\".25\"/>", from,
				   width, fill);
}

/* `parts` of `most` side by side; the numbers stand in the cells beside, so the picture says nothing of its own. */
static void add_bar(struct text_builder *text, const char *const *fills, const size_t *parts, int count, size_t most)
{
	double at = 0;

	text_builder_print(text, "<td class=\"chart\"><svg class=\"bar\" viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">", BAR);
	for (int i = 0; i < count && most; i++) {
		double width = (double)parts[i] * BAR / (double)most;

		add_part(text, fills[i], at, width);
		at += width;
	}
	text_builder_add_string(text, "</svg></td>");
}

static const char *const weight_fills[WEIGHT_COUNT] = {"f-error", "f-warning", "f-info", "f-question"};

static void add_legend(struct text_builder *text, const char *const *fills, const struct slice *names, int count)
{
	text_builder_add_string(text, "<ul class=\"legend\">");
	for (int i = 0; i < count; i++)
		text_builder_print(text, "<li><svg viewBox=\"0 0 16 10\" aria-hidden=\"true\"><rect x=\"1\" y=\"1\" width=\"14\" height=\"8\" fill=\"url(#%s)\" "
					 "stroke=\"#1b1b1b\" stroke-width=\".5\"/></svg>%.*s</li>",
				   fills[i], SLICE_PRINT(names[i]));
	text_builder_add_string(text, "</ul>\n");
}

static void add_weight_legend(struct text_builder *text, const struct report_run *run)
{
	struct slice names[WEIGHT_COUNT];

	for (int i = 0; i < WEIGHT_COUNT; i++)
		names[i] = html_weight_name((enum finding_weight)i, run);
	add_legend(text, weight_fills, names, WEIGHT_COUNT);
}

/* ---- rows with weights ---- */

static size_t most_of(const struct total_rows *rows)
{
	size_t most = 0;

	for (size_t i = 0; i < rows->count; i++)
		most = total_row_sum(&rows->rows[i]) > most ? total_row_sum(&rows->rows[i]) : most;
	return most;
}

static void add_weights(struct text_builder *text, const struct total_row *row, size_t most)
{
	for (int i = 0; i < WEIGHT_COUNT; i++)
		text_builder_print(text, "<td class=\"n\">%zu</td>", row->counts[i]);
	add_bar(text, weight_fills, row->counts, WEIGHT_COUNT, most);
	text_builder_add_string(text, "</tr>\n");
}

void html_add_weight_headings(struct text_builder *text, const struct report_run *run)
{
	for (int i = 0; i < WEIGHT_COUNT; i++) {
		struct slice name = html_weight_name((enum finding_weight)i, run);

		/* The column of a number has no room for a phrase. */
		text_builder_print(text, "<th scope=\"col\" class=\"n\">%.*s</th>",
				   SLICE_PRINT(slice_equal(name, SLICE_OF("話題になりやすい点")) ? SLICE_OF("話題") : name));
	}
}

static void begin_weight_rows(struct text_builder *text, const struct report_run *run)
{
	html_add_weight_headings(text, run);
	html_say(text, run->english, "<th scope=\"col\" class=\"chart\">件数の帯</th></tr></thead><tbody>\n",
		 "<th scope=\"col\" class=\"chart\">bar</th></tr></thead><tbody>\n");
}

static void add_rules(struct text_builder *text, const struct total_rows *rules, const struct report_run *run)
{
	bool english = run->english;
	const size_t *order = total_rows_sorted(rules);
	size_t most = most_of(rules) > SHORTEST_SCALE ? most_of(rules) : SHORTEST_SCALE, shown = rules->count < MOST_RULES ? rules->count : MOST_RULES;

	if (!rules->count)
		return;
	html_say(text, english, "<h3>項目ごとの件数</h3>\n", "<h3>Findings by checklist item</h3>\n");
	add_weight_legend(text, run);
	html_say(text, english, "<div class=\"scroll\" role=\"group\" aria-label=\"項目ごとの件数\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">番号</th><th scope=\"col\">項目</th>",
		 "<div class=\"scroll\" role=\"group\" aria-label=\"Findings by checklist item\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">id</th><th scope=\"col\">item</th>");
	begin_weight_rows(text, run);
	for (size_t i = 0; i < shown; i++) {
		const struct total_row *row = &rules->rows[order[i]];

		text_builder_add_string(text, "<tr><td class=\"id\">");
		html_add(text, row->key);
		text_builder_add_string(text, "</td><th scope=\"row\">");
		html_add(text, row->title);
		text_builder_add_string(text, "</th>");
		add_weights(text, row, most);
	}
	text_builder_add_string(text, "</tbody></table></div>\n");
	if (shown < rules->count)
		text_builder_print(text, english ? "<p class=\"small\">The %d with most; %zu more have findings.</p>\n"
						 : "<p class=\"small\">多い順に%d項目です。ほかに%zu項目あります。</p>\n",
				   MOST_RULES, rules->count - shown);
}

/* By office, month or care manager. */
static void add_counts(struct text_builder *text, const struct count_table *table, struct slice heading, size_t most_shown, const struct report_run *run)
{
	bool english = run->english;
	size_t most = most_of(table->rows), shown = table->rows->count < most_shown ? table->rows->count : most_shown;

	text_builder_print(text, "<h3>%.*s</h3>\n", SLICE_PRINT(heading));
	html_say(text, english, "<p class=\"small\">計画が多いほど件数も多くなります。件数は良し悪しの順ではありません。</p>\n",
		 "<p class=\"small\">More plans have more findings; this is no order of merit.</p>\n");
	add_weight_legend(text, run);
	text_builder_print(text, "<div class=\"scroll\" role=\"group\" aria-label=\"%.*s\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%.*s</th>"
				 "<th scope=\"col\" class=\"n\">%.*s</th>",
			   SLICE_PRINT(heading), SLICE_PRINT(table->name), SLICE_PRINT(count_heading(0, english)));
	begin_weight_rows(text, run);
	for (size_t i = 0; i < shown; i++) {
		const struct total_row *row = &table->rows->rows[table->order[i]];

		text_builder_add_string(text, "<tr><th scope=\"row\">");
		html_add(text, row->title);
		text_builder_add_char(text, ' ');
		html_add(text, row->more);
		text_builder_print(text, "</th><td class=\"n\">%zu</td>", row->plans);
		add_weights(text, row, most);
	}
	text_builder_add_string(text, "</tbody></table></div>\n");
	if (shown < table->rows->count)
		text_builder_print(text, english ? "<p class=\"small\">%zu more rows stand in the formats xlsx and totals.</p>\n"
						 : "<p class=\"small\">ほかに%zu行あります。すべては xlsx と totals の形式にあります。</p>\n",
				   table->rows->count - shown);
}

static void add_count_tables(struct text_builder *text, const struct report_totals *totals, const struct report_run *run)
{
	bool english = run->english;
	struct count_table tables[COUNT_TABLES];

	count_tables_of(totals, english, tables);
	if (tables[COUNTS_BY_OFFICE].rows->count > 1)
		add_counts(text, &tables[COUNTS_BY_OFFICE], english ? SLICE_OF("Findings by office") : SLICE_OF("事業所ごとの件数"), MOST_ROWS, run);
	if (tables[COUNTS_BY_MONTH].rows->count > 1)
		add_counts(text, &tables[COUNTS_BY_MONTH],
			   english ? SLICE_OF("Findings by month of the plan") : SLICE_OF("計画作成日の月ごとの件数"), SIZE_MAX, run);
	if (tables[COUNTS_BY_CARE_MANAGER].rows->count)
		add_counts(text, &tables[COUNTS_BY_CARE_MANAGER],
			   english ? SLICE_OF("Findings by care manager (not for judging people)")
				   : SLICE_OF("担当者ごとの件数（人を評価するためのものではありません）"),
			   MOST_ROWS, run);
}

/* ---- the 23 standard items, the items of a policy ---- */

/* A table of noughts says no more than this. */
static bool add_no_assessment(struct text_builder *text, const struct report_totals *totals, bool english)
{
	for (size_t i = 0; i < STANDARD_ITEMS; i++)
		if (totals->standard[i].written || totals->standard[i].blank)
			return false;
	html_say(text, english, "<p>アセスメントが資料にないため、23項目は確かめていません（「問題なし」ではありません）。</p>\n",
		 "<p>No assessment was handed in, so the 23 items were not checked, which does not mean that all is well.</p>\n");
	return true;
}

static void add_standard_items(struct text_builder *text, const struct report_totals *totals, bool english)
{
	static const char *const fills[] = {"f-written", "f-blank", "f-missing"};
	static const struct slice ja[] = {SLICE("書かれている"), SLICE("見当たらない"), SLICE("資料にない")},
				  en[] = {SLICE("written"), SLICE("blank"), SLICE("not supplied")};
	const struct standard_item_total *first = &totals->standard[0];

	if (!first->name.length)
		return;
	html_say(text, english, "<h3>課題分析標準項目（23項目）</h3>\n", "<h3>The 23 standard items of assessment</h3>\n");
	if (add_no_assessment(text, totals, english))
		return;
	add_legend(text, fills, english ? en : ja, 3);
	html_say(text, english,
		 "<div class=\"scroll\" role=\"group\" aria-label=\"課題分析標準項目（23項目）\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">番号</th><th scope=\"col\">項目</th><th scope=\"col\" class=\"n\">書かれている</th>"
		 "<th scope=\"col\" class=\"n\">見当たらない</th><th scope=\"col\" class=\"n\">資料にない</th><th scope=\"col\" class=\"chart\">計画の帯</th></tr></thead><tbody>\n",
		 "<div class=\"scroll\" role=\"group\" aria-label=\"The 23 standard items of assessment\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">no</th><th scope=\"col\">item</th><th scope=\"col\" class=\"n\">written</th>"
		 "<th scope=\"col\" class=\"n\">blank</th><th scope=\"col\" class=\"n\">not supplied</th><th scope=\"col\" class=\"chart\">plans</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < STANDARD_ITEMS; i++) {
		const struct standard_item_total *item = &totals->standard[i];
		const size_t parts[] = {item->written, item->blank, item->not_supplied};

		text_builder_print(text, "<tr><td class=\"n\">%zu</td><th scope=\"row\">", i + 1);
		html_add(text, item->name);
		text_builder_print(text, "</th><td class=\"n\">%zu</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td>", parts[0], parts[1], parts[2]);
		add_bar(text, fills, parts, 3, parts[0] + parts[1] + parts[2]);
		text_builder_add_string(text, "</tr>\n");
	}
	text_builder_add_string(text, "</tbody></table></div>\n");
}

static void add_policy_items(struct text_builder *text, const struct report_totals *totals, bool english)
{
	static const char *const fills[ITEM_OUTCOME_COUNT] = {"f-warning", "f-missing", "f-written", "f-blank", "f-question"};
	static const struct slice ja[] = {SLICE("お伝えしたいことあり"), SLICE("確認しきれない"), SLICE("確かめた範囲でなし"), SLICE("対象外"), SLICE("問いかけだけ")};
	static const struct slice en[] = {SLICE("found something"), SLICE("could not be checked"), SLICE("nothing found"), SLICE("not applicable"),
					  SLICE("question only")};

	if (!totals->item_count)
		return;
	html_say(text, english, "<h3>方針の項目ごとの結果</h3>\n", "<h3>Items of the policy</h3>\n");
	add_legend(text, fills, english ? en : ja, ITEM_OUTCOME_COUNT);
	html_say(text, english, "<div class=\"scroll\" role=\"group\" aria-label=\"方針の項目ごとの結果\" tabindex=\"0\"><table class=\"policy\"><thead><tr><th scope=\"col\">項目</th><th scope=\"col\">方針の文</th>",
		 "<div class=\"scroll\" role=\"group\" aria-label=\"Items of the policy\" tabindex=\"0\"><table class=\"policy\"><thead><tr><th scope=\"col\">item</th><th scope=\"col\">text</th>");
	for (int i = 0; i < ITEM_OUTCOME_COUNT; i++)
		text_builder_print(text, "<th scope=\"col\" class=\"n\">%.*s</th>", SLICE_PRINT(english ? en[i] : ja[i]));
	html_say(text, english, "<th scope=\"col\" class=\"chart\">計画の帯</th></tr></thead><tbody>\n", "<th scope=\"col\" class=\"chart\">plans</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < totals->item_count; i++) {
		const struct policy_item_total *item = &totals->items[i];
		size_t plans = 0;

		text_builder_add_string(text, "<tr><th scope=\"row\">");
		html_add(text, item->label);
		text_builder_add_string(text, "</th><td>");
		html_add(text, item->text);
		text_builder_add_string(text, "</td>");
		for (int k = 0; k < ITEM_OUTCOME_COUNT; k++) {
			text_builder_print(text, "<td class=\"n\">%zu</td>", item->outcomes[k]);
			plans += item->outcomes[k];
		}
		add_bar(text, fills, item->outcomes, ITEM_OUTCOME_COUNT, plans);
		text_builder_add_string(text, "</tr>\n");
	}
	text_builder_add_string(text, "</tbody></table></div>\n");
}

static void add_missing(struct text_builder *text, const struct total_rows *missing, size_t plans, bool english)
{
	static const char *const fill[] = {"f-missing"};
	const size_t *order = total_rows_sorted(missing);

	if (!missing->count)
		return;
	html_say(text, english,
		 "<h3>資料にない書類</h3>\n<p>次の書類がないため、確認していない項目があります（「問題なし」ではありません）。</p>\n"
		 "<div class=\"scroll\" role=\"group\" aria-label=\"資料にない書類\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">要る書類</th><th scope=\"col\" class=\"n\">ない計画</th><th scope=\"col\" class=\"chart\">計画の帯</th></tr></thead><tbody>\n",
		 "<h3>What was not supplied</h3>\n<p>Without these, some things were not checked, which does not mean that all is well.</p>\n"
		 "<div class=\"scroll\" role=\"group\" aria-label=\"What was not supplied\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">needed</th><th scope=\"col\" class=\"n\">plans without</th><th scope=\"col\" class=\"chart\">plans</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < missing->count; i++) {
		const struct total_row *row = &missing->rows[order[i]];

		text_builder_add_string(text, "<tr><th scope=\"row\">");
		html_add(text, row->title);
		text_builder_print(text, "</th><td class=\"n\">%zu</td>", row->plans);
		add_bar(text, fill, &row->plans, 1, plans);
		text_builder_add_string(text, "</tr>\n");
	}
	text_builder_add_string(text, "</tbody></table></div>\n");
}

void html_add_charts(struct report *report, const struct report_summary *summary)
{
	const struct html_state *state = report->state;
	bool english = report->run.english;

	/* With one plan its own pages say all of this. */
	add_rules(&report->text, &state->totals.rules, &report->run);
	if (summary->plans < 2)
		return;
	if (html_has_batch(report))
		html_say(&report->text, english,
			 "<p class=\"small\">表の件数は、計画ごとに見たことの数です。まとめの数には、事業所・全体で見たことも入っています。</p>\n",
			 "<p class=\"small\">The tables count what was seen in single plans; the summary above also counts what was seen of all plans together.</p>\n");
	add_count_tables(&report->text, &state->totals, &report->run);
	add_standard_items(&report->text, &state->totals, english);
	add_policy_items(&report->text, &state->totals, english);
	add_missing(&report->text, &state->totals.missing, summary->plans, english);
}
