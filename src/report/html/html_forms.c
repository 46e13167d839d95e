/* The forms of a plan as tables, with the title of each finding in a column beside its cells. */
#include "report/html/html_report.h"

enum { WIDE_FROM = 6, NOTE_SHARE = 21 }; /* columns; per cent of the width */

/* ---- marks: the number of a finding ---- */

static const struct finding *finding_of(const struct html_plan *plan, uint32_t number)
{
	return plan->plan->findings->items[number];
}

static bool is_told(const struct html_plan *plan, uint32_t number)
{
	return plan->state->numbers[number] != 0;
}

static bool any_told(const struct html_plan *plan, const uint32_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_told(plan, numbers[i]))
			return true;
	return false;
}

/* `at_cell`: the mark in a cell, which the finding links back to. */
static void add_mark(const struct html_plan *plan, uint32_t finding, bool at_cell)
{
	unsigned number = plan->state->numbers[finding];
	const char *class = html_weight_class(finding_weight(finding_of(plan, finding)));

	text_builder_print(plan->text, "<a class=\"mark %s\" href=\"#p%zu-%u\"", class, plan->number, number);
	if (at_cell)
		text_builder_print(plan->text, " id=\"c%zu-%u\"", plan->number, number);
	text_builder_print(plan->text, ">%u</a>", number);
}

static void add_note(const struct html_plan *plan, uint32_t number)
{
	const struct finding *finding = finding_of(plan, number);

	text_builder_add_string(plan->text, "<p>");
	add_mark(plan, number, false);
	html_add(plan->text, html_weight_name(finding_weight(finding), &plan->report->run));
	html_say(plan->text, plan->english, "：", ": ");
	html_add(plan->text, finding->title);
	text_builder_add_string(plan->text, "</p>");
}

/* ---- cells ---- */

static void add_state(const struct html_plan *plan, const struct form_cell *cell)
{
	static const char *const ja[] = {[CELL_BLANK] = "空欄", [CELL_UNREADABLE] = "読み取れません", [CELL_NOT_SUPPLIED] = "資料にありません"};
	static const char *const en[] = {[CELL_BLANK] = "blank", [CELL_UNREADABLE] = "could not be read", [CELL_NOT_SUPPLIED] = "not supplied"};

	if (cell->state == CELL_WRITTEN || !cell->address.length)
		return;
	text_builder_print(plan->text, "<span class=\"state\">%s%s%s</span>", plan->english ? "(" : "（",
			   plan->english ? en[cell->state] : ja[cell->state], plan->english ? ")" : "）");
}

static void add_spans(struct text_builder *text, const struct form_cell *cell)
{
	if (cell->row_span > 1)
		text_builder_print(text, " rowspan=\"%u\"", cell->row_span);
	if (cell->column_span > 1)
		text_builder_print(text, " colspan=\"%u\"", cell->column_span);
}

static void add_cell(const struct html_plan *plan, const struct form_cell *cell)
{
	struct text_builder *text = plan->text;

	if (cell->role == CELL_VALUE) {
		text_builder_add_string(text, any_told(plan, cell->findings, cell->finding_count) ? "<td class=\"hit\"" : "<td");
		add_spans(text, cell);
		text_builder_add_char(text, '>');
		for (size_t i = 0; i < cell->finding_count; i++)
			if (is_told(plan, cell->findings[i]))
				add_mark(plan, cell->findings[i], true);
		html_add_lines(text, cell->text);
		add_state(plan, cell);
		text_builder_add_string(text, "</td>");
		return;
	}
	if (cell->role == CELL_ROW_HEADING)
		text_builder_add_string(text, cell->row_span > 1 ? "<th scope=\"rowgroup\"" : "<th scope=\"row\"");
	else
		text_builder_add_string(text, cell->column_span > 1 ? "<th scope=\"colgroup\"" : "<th scope=\"col\"");
	add_spans(text, cell);
	text_builder_add_char(text, '>');
	html_add_lines(text, cell->text);
	text_builder_add_string(text, "</th>");
}

/* ---- sections ---- */

static bool has_findings(const struct html_plan *plan, const struct form_section *section)
{
	for (size_t i = 0; i < section->row_count; i++)
		for (size_t k = 0; k < section->rows[i].count; k++)
			if (any_told(plan, section->rows[i].cells[k].findings, section->rows[i].cells[k].finding_count))
				return true;
	return false;
}

/* Rows that are tied together by cells over several of them; from `first`, as many as this gives. */
static size_t rows_together(const struct form_section *section, size_t first)
{
	size_t end = first + 1;

	for (size_t i = first; i < end && i < section->row_count; i++)
		for (size_t k = 0; k < section->rows[i].count; k++)
			if (i + section->rows[i].cells[k].row_span > end)
				end = i + section->rows[i].cells[k].row_span;
	return (end < section->row_count ? end : section->row_count) - first;
}

static void add_widths(const struct html_plan *plan, const struct form_section *section, bool notes)
{
	unsigned sum = 0, room = notes ? 100 - NOTE_SHARE : 100;

	for (unsigned i = 0; i < section->columns; i++)
		sum += section->widths ? section->widths[i] : 1;
	text_builder_add_string(plan->text, "<colgroup>");
	for (unsigned i = 0; i < section->columns && sum; i++)
		text_builder_print(plan->text, "<col style=\"width:%u.%u%%\">", (section->widths ? section->widths[i] : 1) * room / sum,
				   (section->widths ? section->widths[i] : 1) * room * 10 / sum % 10);
	if (notes)
		text_builder_print(plan->text, "<col style=\"width:%d%%\">", NOTE_SHARE);
	text_builder_add_string(plan->text, "</colgroup>");
}

static void add_cell_notes(const struct html_plan *plan, const struct form_cell *cell)
{
	for (size_t i = 0; i < cell->finding_count; i++)
		if (is_told(plan, cell->findings[i]))
			add_note(plan, cell->findings[i]);
}

static void add_notes(const struct html_plan *plan, const struct form_section *section, size_t first, size_t count)
{
	text_builder_add_string(plan->text, "<td class=\"note\"");
	if (count > 1)
		text_builder_print(plan->text, " rowspan=\"%zu\"", count);
	text_builder_add_char(plan->text, '>');
	for (size_t i = first; i < first + count; i++)
		for (size_t k = 0; k < section->rows[i].count; k++)
			add_cell_notes(plan, &section->rows[i].cells[k]);
	text_builder_add_string(plan->text, "</td>");
}

static void add_row(const struct html_plan *plan, const struct form_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		add_cell(plan, &row->cells[i]);
}

static void add_heading_rows(const struct html_plan *plan, const struct form_section *section, bool notes)
{
	if (!section->heading_rows)
		return;
	text_builder_add_string(plan->text, "<thead>");
	for (size_t i = 0; i < section->heading_rows; i++) {
		text_builder_add_string(plan->text, "<tr>");
		add_row(plan, &section->rows[i]);
		if (notes && i == 0) {
			text_builder_add_string(plan->text, "<th scope=\"col\" class=\"note\"");
			if (section->heading_rows > 1)
				text_builder_print(plan->text, " rowspan=\"%zu\"", section->heading_rows);
			text_builder_print(plan->text, ">%.*s</th>", SLICE_PRINT(html_said_title(&plan->report->run)));
		}
		text_builder_add_string(plan->text, "</tr>");
	}
	text_builder_add_string(plan->text, "</thead>");
}

static void add_section(const struct html_plan *plan, const struct form_section *section, struct slice sheet)
{
	struct text_builder *text = plan->text;
	bool notes = has_findings(plan, section);

	/* Reached by the keyboard, because it scrolls sideways where there is no room. */
	text_builder_add_string(text, "<div class=\"scroll\" role=\"group\" aria-label=\"");
	html_add(text, sheet);
	text_builder_add_string(text, "\" tabindex=\"0\"><table>");
	if (section->title.length) {
		text_builder_add_string(text, "<caption>");
		html_add(text, section->title);
		text_builder_add_string(text, "</caption>");
	}
	add_widths(plan, section, notes);
	add_heading_rows(plan, section, notes);
	for (size_t first = section->heading_rows, count; first < section->row_count; first += count) {
		count = rows_together(section, first);
		text_builder_add_string(text, count > 1 ? "<tbody class=\"whole\">" : "<tbody>");
		for (size_t i = first; i < first + count; i++) {
			text_builder_add_string(text, "<tr>");
			add_row(plan, &section->rows[i]);
			if (notes && i == first)
				add_notes(plan, section, first, count);
			text_builder_add_string(text, "</tr>\n");
		}
		text_builder_add_string(text, "</tbody>");
	}
	text_builder_add_string(text, "</table></div>\n");
}

static void add_sheet(const struct html_plan *plan, const struct form_sheet *sheet)
{
	struct text_builder *text = plan->text;
	bool wide = false;

	for (size_t i = 0; i < sheet->section_count; i++)
		wide |= sheet->sections[i].columns >= WIDE_FROM && sheet->sections[i].widths;
	text_builder_print(text, "<div class=\"sheet%s\" lang=\"ja\">\n<h4>", wide ? " wide" : "");
	html_add(text, sheet->name);
	text_builder_add_char(text, ' ');
	html_add(text, sheet->title);
	text_builder_add_string(text, "</h4>\n");
	for (size_t i = 0; i < sheet->finding_count; i++) {
		if (!is_told(plan, sheet->findings[i]))
			continue;
		text_builder_add_string(text, "<p>");
		add_mark(plan, sheet->findings[i], true);
		html_add(text, html_weight_name(finding_weight(finding_of(plan, sheet->findings[i])), &plan->report->run));
		html_say(text, plan->english, "：", ": ");
		html_add(text, finding_of(plan, sheet->findings[i])->title);
		text_builder_add_string(text, "</p>\n");
	}
	for (size_t i = 0; i < sheet->section_count; i++)
		add_section(plan, &sheet->sections[i], sheet->name);
	if (!sheet->section_count)
		html_say(text, plan->english, "<p class=\"soft\">記載された行がありません。</p>\n", "<p class=\"soft\">No rows are written.</p>\n");
	text_builder_add_string(text, "</div>\n");
}

void html_add_forms(const struct html_plan *plan)
{
	const struct form_view *view = plan->plan->forms;

	for (size_t i = 0; i < view->sheet_count; i++)
		add_sheet(plan, &view->sheets[i]);
}
