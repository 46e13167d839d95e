/* One plan in the other form, and what that form cannot hold. */
#include "linter/convert/convert.h"

#include "base/platform/platform.h"
#include "readers/value_findings.h"
#include "text/unicode/utf8.h"
#include "writers/csv/standard_csv.h"
#include "writers/yaml/plan_yaml.h"

/* ---- notices ---- */

static struct slice about_conversion = SLICE("CV-");

/* Not lost from checking, but something of the input does not come along, or not as it was. */
static const enum builtin_finding left_behind[] = {
	BUILTIN_YAML_UNKNOWN_ALIAS, BUILTIN_YAML_DUPLICATE_KEY, BUILTIN_YAML_UNKNOWN_KEY, BUILTIN_YAML_KEY_NOT_TEXT,
	BUILTIN_YAML_DERIVED_KEY, BUILTIN_YAML_MERGE_KEY, BUILTIN_YAML_WANTS_VALUE, BUILTIN_YAML_WANTS_MAPPING,
	BUILTIN_YAML_ALIAS_REFUSED, BUILTIN_PLAN_UNKNOWN_FORM, BUILTIN_VALUE_TOO_LONG, BUILTIN_VALUE_HOLDS_NUL,
	BUILTIN_CSV_COLUMN_COUNT, BUILTIN_CSV_OUTSIDE_CHARACTER, BUILTIN_CSV_BROKEN_CHARACTER, BUILTIN_CSV_ROW_TWICE,
	BUILTIN_CSV_PLAN_TWICE, BUILTIN_CSV_TYPE_NOT_READ, BUILTIN_CSV_SAME_NUMBER, BUILTIN_CSV_WITHDRAWN,
	BUILTIN_CSV_SUPPLEMENT_OF_NOTHING, BUILTIN_FLAT_UNKNOWN_COLUMNS, BUILTIN_FLAT_ROW_CELLS, BUILTIN_FLAT_ROWS_DIFFER,
	BUILTIN_FLAT_NOTHING_ABOVE,
};

static bool is_told(const struct finding *finding)
{
	if (finding->lost || slice_starts_with(finding->rule, about_conversion))
		return true;
	for (size_t i = 0; i < COUNT_OF(left_behind); i++)
		if (slice_equal(finding->rule, builtin_info(left_behind[i])->id))
			return true;
	return false;
}

/* "plan.yaml:12:3: [CV-002] 第1表 利用者 独居：…", safe to show. */
static void tell(struct convert *convert, const struct finding *finding)
{
	struct text_builder line, safe;

	if (!convert->options->notice || !is_told(finding))
		return;
	text_builder_init(&line, &convert->check->scratch);
	text_builder_add(&line, finding->path);
	if (finding->start.line)
		text_builder_print(&line, ":%u:%u", (unsigned)finding->start.line, (unsigned)finding->start.column);
	text_builder_print(&line, ": [%.*s] ", SLICE_PRINT(finding->rule));
	if (finding->address.length) {
		text_builder_add(&line, finding->address);
		text_builder_add_string(&line, convert->options->english ? ": " : "：");
	}
	text_builder_add(&line, finding->message);
	text_builder_init(&safe, &convert->check->scratch);
	utf8_add_safely(&safe, text_builder_finish(&line));
	text_builder_add_char(&safe, '\0');
	convert->options->notice(convert->options->context, text_builder_slice(&safe).data);
}

/* With --layout: what each column of a table was understood as, one line each. */
static void tell_columns(struct convert *convert, const struct flat_header *header)
{
	struct slice lines = flat_header_explain(&convert->check->scratch, header, convert->options->english), line;

	while (convert->options->notice && slice_next(&lines, '\n', &line))
		if (line.length)
			convert->options->notice(convert->options->context, arena_copy(&convert->check->scratch, line).data);
}

void convert_file_done(struct check_sink *sink, struct opened_input *opened)
{
	struct convert *convert = (struct convert *)sink;

	arena_reset(&convert->check->scratch);
	for (size_t i = 0; i < opened->findings.count; i++)
		tell(convert, opened->findings.items[i]);
	if (opened->header && convert->options->layout)
		tell_columns(convert, opened->header);
}

static void tell_all(struct convert *convert, struct finding_list *findings)
{
	finding_list_sort(findings);
	for (size_t i = 0; i < findings->count; i++) {
		finding_seal(findings, findings->items[i]);
		tell(convert, findings->items[i]);
		convert->check->summary.lost += findings->items[i]->lost;
	}
}

/* ---- to YAML ---- */

/* Cells of carried forms that no file of the set could hold: YAML cannot tell them from blank ones. */
static size_t count_not_supplied(const struct document *document, const struct record *record)
{
	const struct record_info *info = record_info(record->kind);
	size_t count = 0;

	for (unsigned i = 0; i < info->count; i++) {
		enum field field = (enum field)(info->first + i);
		const struct value *value = &record->values[i];
		enum form form = field_form(record, field);

		if (field_info(field)->kind == KIND_RECORD && value->presence >= PRESENCE_BLANK && value->presence != PRESENCE_UNREADABLE)
			count += count_not_supplied(document, value->is.record);
		if (value->presence == PRESENCE_NOT_SUPPLIED && form != FORM_NONE && form_is_carried(document, form) &&
		    !(field_info(field)->flags & (FIELD_OPTIONAL | FIELD_DERIVED)))
			count++;
	}
	return count;
}

static void write_yaml(struct convert *convert, const struct document *document, struct finding_list *findings)
{
	size_t blank = count_not_supplied(document, document->plan);
	struct text_builder text;

	text_builder_init(&text, &convert->check->scratch);
	plan_yaml_add(&text, &convert->check->scratch, document);
	output_write(convert->yaml, text_builder_slice(&text));
	if (!blank)
		return;
	struct slice count = arena_print(&convert->check->scratch, "%zu", blank);
	struct place place = {document->sources[0], document->plan->self.offset, 0};

	finding_add_builtin(findings, BUILTIN_CONVERT_BLANK, place, &count, 1);
}

/* ---- to CSV ---- */

static void take_row(void *context, const struct record_layout *layout, int32_t month, struct slice bytes)
{
	convert_files_write(context, layout, month, bytes);
}

static struct slice item_title(struct arena *arena, const struct csv_loss *loss)
{
	return arena_print(arena, "%.*s %u %.*s", SLICE_PRINT(loss->layout->file_type), loss->item->number, SLICE_PRINT(loss->item->name));
}

static void take_loss(void *context, const struct csv_loss *loss)
{
	static const enum builtin_finding builtins[] = {
		[CSV_LOSS_NO_ITEM] = BUILTIN_CONVERT_NO_ITEM,	[CSV_LOSS_CHARACTER] = BUILTIN_CONVERT_CHARACTER,
		[CSV_LOSS_TOO_LONG] = BUILTIN_CONVERT_TOO_LONG, [CSV_LOSS_NO_KEY] = BUILTIN_CONVERT_NOT_WRITTEN,
		[CSV_LOSS_MERGED] = BUILTIN_CONVERT_MERGED,	[CSV_LOSS_GOALS_JOINED] = BUILTIN_CONVERT_GOALS_JOINED,
	};
	struct convert *convert = context;
	struct arena *scratch = convert->findings->arena;
	struct slice arguments[3] = {{NULL, 0}, {NULL, 0}, {NULL, 0}};

	switch (loss->kind) {
	case CSV_LOSS_NO_ITEM:
		arguments[0] = arena_print(scratch, "%zu", loss->count);
		break;
	case CSV_LOSS_CHARACTER:
		arguments[0] = arena_copy(scratch, loss->text);
		arguments[1] = loss->instead;
		break;
	case CSV_LOSS_TOO_LONG:
		arguments[0] = item_title(scratch, loss);
		arguments[1] = arena_print(scratch, "%u", loss->item->length);
		arguments[2] = arena_copy(scratch, loss->text);
		break;
	case CSV_LOSS_NO_KEY:
		arguments[0] = field_name_ja(loss->field);
		arguments[1] = field_info(loss->field)->name;
		break;
	case CSV_LOSS_MERGED:
	case CSV_LOSS_GOALS_JOINED:
		break;
	}
	const struct document *document = convert->document;
	struct place place = {document->sources[0], document->plan->self.offset, 0};

	if (loss->value && loss->value->presence != PRESENCE_NOT_SUPPLIED && loss->value->source < document->source_count)
		place = (struct place){document->sources[loss->value->source], loss->value->offset, loss->value->length};
	struct finding *finding = finding_add_builtin(convert->findings, builtins[loss->kind], place, arguments, COUNT_OF(arguments));

	if (finding && loss->record && (loss->field != FIELD_COUNT || loss->record->parent))
		finding_address(convert->findings, finding, loss->record, loss->field);
}

/* The plan's own office, when it is a number that a file name can hold. */
static struct slice own_sender(struct convert *convert, const struct document *document)
{
	const struct record *office = record_sub(document->plan, Plan_office);
	struct slice code = office ? slice_trim(record_text(office, Office_code)) : slice_of("", 0);

	if (code.length != 10 || !slice_is_digits(code))
		code = SLICE_OF("0000000000");
	return arena_print(&convert->check->document, "%.*s_43", SLICE_PRINT(code));
}

static void write_csv(struct convert *convert, struct document *document, struct finding_list *findings)
{
	const struct csv_target target = {convert, take_row, take_loss};

	convert->findings = findings;
	convert->document = document;
	convert->plan_sender = convert->sender.length ? convert->sender : own_sender(convert, document);
	standard_csv_write(rule_base_layouts(&convert->check->base), document, &convert->check->scratch, &target);
}

void convert_document(struct check_sink *sink, struct document *document, struct finding_list *findings, struct slice path)
{
	struct convert *convert = (struct convert *)sink;

	(void)path;
	arena_reset(&convert->check->scratch);
	if (convert->options->csv)
		write_csv(convert, document, findings);
	else
		write_yaml(convert, document, findings);
	tell_all(convert, findings);
}
