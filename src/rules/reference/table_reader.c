/* Dated tables: from rules/tables/NAME.yaml to the program's lookup tables. */
#include "rules/reference/reference_data.h"

#include "base/number_text.h"
#include "model/values/value_read.h"
#include "rules/rule_shapes.h"
#include "text/unicode/normalize.h"


enum {
	TABLE_NAME,
	TABLE_TITLE,
	TABLE_TITLE_EN,
	TABLE_KEYS,
	TABLE_VALUE,
	TABLE_ROWS,
	TABLE_SOURCE,
	TABLE_NOTE
};

static const struct rule_key table_keys[] = {
	[TABLE_NAME] = {SLICE("table|表"), KEY_SCALAR | KEY_MANDATORY},
	[TABLE_TITLE] = {SLICE("title|題名"), KEY_SCALAR | KEY_MANDATORY},
	[TABLE_TITLE_EN] = {SLICE("title_en|英題"), KEY_SCALAR | KEY_MANDATORY},
	[TABLE_KEYS] = {SLICE("keys|見出し"), KEY_SEQUENCE | KEY_MANDATORY},
	[TABLE_VALUE] = {SLICE("value|値"), KEY_MAPPING | KEY_MANDATORY},
	[TABLE_ROWS] = {SLICE("rows|行"), KEY_SEQUENCE | KEY_MANDATORY},
	[TABLE_SOURCE] = {SLICE("source|出典"), KEY_SCALAR},
	[TABLE_NOTE] = {SLICE("note|備考"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

static const struct rule_key column_keys[] = {
	{SLICE("name|名前"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("type|型"), KEY_SCALAR | KEY_MANDATORY},
	{{NULL, 0}, 0},
};

/* The keys every row has; those of the columns follow. */
enum {
	ROW_FROM,
	ROW_TO,
	ROW_SOURCE,
	ROW_VERIFIED,
	ROW_NOTE,
	ROW_COLUMNS
};

static const struct rule_key row_keys[] = {
	[ROW_FROM] = {SLICE("from|始まり"), KEY_SCALAR},
	[ROW_TO] = {SLICE("to|終わり"), KEY_SCALAR},
	[ROW_SOURCE] = {SLICE("source|出典"), KEY_SCALAR},
	[ROW_VERIFIED] = {SLICE("verified|確認済"), KEY_SCALAR},
	[ROW_NOTE] = {SLICE("note|備考"), KEY_SCALAR},
	[ROW_COLUMNS] = {{NULL, 0}, 0},
};

void rule_shapes_add_table(struct rule_shapes *shapes)
{
	shapes->table = table_keys;
	shapes->column = column_keys;
	shapes->row = row_keys;
}

struct column {
	struct slice name, type_name;
	const struct type *type;
};

static const struct type *read_type(struct rule_file_reading *reading, const struct yaml_node *node)
{
	static const enum type_kind simple[] = {TYPE_STRING, TYPE_INT, TYPE_DOUBLE, TYPE_BOOL, TYPE_DATE};
	struct slice words[COUNT_OF(simple) + ENUM_COUNT] = {SLICE("text|文字"), SLICE("int|整数"), SLICE("number|数"),
							      SLICE("bool|真偽"), SLICE("date|日付")};

	for (unsigned i = 0; i < ENUM_COUNT; i++)
		words[COUNT_OF(simple) + i] = enum_info((enum enum_kind)i)->name;
	size_t word = rule_word_read(reading, node, words, COUNT_OF(words));

	if (word == SIZE_MAX)
		return NULL;
	if (word < COUNT_OF(simple))
		return type_simple(simple[word]);
	return type_of_enum((enum enum_kind)(word - COUNT_OF(simple)));
}

static bool read_column(struct rule_file_reading *reading, const struct yaml_node *node, struct column *column)
{
	const struct yaml_node *values[COUNT_OF(column_keys)];

	rule_keys_read(reading, node, column_keys, values);
	if (!values[0] || !values[1])
		return false;
	column->name = rule_text_read(reading, values[0]);
	column->type_name = slice_trim(values[1]->text);
	column->type = read_type(reading, values[1]);
	return column->type != NULL;
}

static bool read_int(struct slice text, int64_t *number)
{
	bool negative = slice_starts_with(text, SLICE_OF("-"));
	uint64_t digits;

	if (!slice_to_uint(slice_part(text, negative, text.length), &digits) || digits > INT64_MAX)
		return false;
	*number = negative ? -(int64_t)digits : (int64_t)digits;
	return true;
}

static bool read_bool(struct slice text, bool *value)
{
	*value = slice_equal(text, SLICE_OF("true")) || slice_equal(text, SLICE_OF("はい"));
	return *value || slice_equal(text, SLICE_OF("false")) || slice_equal(text, SLICE_OF("いいえ"));
}

/* False when the text is no value of the column's type. */
static bool read_typed(struct rule_file_reading *reading, const struct column *column, struct slice written,
		       struct cel_value *value)
{
	struct slice text = slice_trim(normalize(reading->arena, written));
	int64_t integer;
	double number;
	int32_t date;
	bool truth;

	if (column->type->kind == TYPE_STRING) {
		*value = cel_string(text);
		return true;
	}
	if (column->type->kind == TYPE_INT && read_int(text, &integer)) {
		*value = cel_int(integer);
		return true;
	}
	if (column->type->kind == TYPE_DOUBLE && number_text_read(text, &number)) {
		*value = cel_double(number);
		return true;
	}
	if (column->type->kind == TYPE_BOOL && read_bool(text, &truth)) {
		*value = cel_bool(truth);
		return true;
	}
	if (column->type->kind == TYPE_DATE && date_read(text, &date)) {
		*value = cel_date(date);
		return true;
	}
	if (column->type->kind == TYPE_ENUM) {
		enum enum_kind kind = (enum enum_kind)column->type->model;
		int word = enum_value_by_name(reading->keys, kind, text, reading->scratch);

		*value = cel_enum(kind, word < 0 ? 0 : (unsigned)word);
		return word >= 0;
	}
	return false;
}

static bool read_row(const struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *node,
		     const struct rule_key *keys, const struct column *columns, size_t key_count, struct lookup_row *row)
{
	const struct yaml_node *values[ROW_COLUMNS + LOOKUP_KEYS_MAX + 2];
	bool fine = rule_keys_read(reading, node, keys, values);

	row->from = rule_date_read(reading, values[ROW_FROM], INT32_MIN);
	row->to = rule_date_read(reading, values[ROW_TO], INT32_MAX);
	rule_bool_read(reading, values[ROW_VERIFIED], false);
	if (values[ROW_SOURCE])
		reference_source(data, reading, values[ROW_SOURCE]);
	if (row->from > row->to) {
		rule_mistake(reading, BUILTIN_RULE_PERIOD_BACKWARDS, values[ROW_TO], NULL, 0);
		fine = false;
	}
	for (size_t i = 0; i <= key_count; i++) {
		const struct yaml_node *cell = values[ROW_COLUMNS + i];

		if (!cell || read_typed(reading, &columns[i], cell->text, i < key_count ? &row->keys[i] : &row->value))
			continue;
		rule_mistake(reading, BUILTIN_RULE_TABLE_ROW, cell,
			     (struct slice[]){cell->text, columns[i].name, columns[i].type_name}, 3);
		fine = false;
	}
	return fine;
}

/* The first `own_rows` are the table's own, the others were added by overlays. */
static void read_rows(const struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *rows,
		      size_t own_rows, const struct column *columns, struct lookup_table *table)
{
	struct rule_key keys[ROW_COLUMNS + LOOKUP_KEYS_MAX + 2] = {{{NULL, 0}, 0}};

	for (size_t i = 0; i < ROW_COLUMNS; i++)
		keys[i] = row_keys[i];
	for (size_t i = 0; i <= table->key_count; i++)
		keys[ROW_COLUMNS + i] = (struct rule_key){columns[i].name, KEY_SCALAR | KEY_MANDATORY};
	table->rows = arena_array(reading->arena, struct lookup_row, rows->count);
	for (size_t i = 0; i < rows->count; i++) {
		struct lookup_row *row = &table->rows[table->row_count];

		row->number = (uint32_t)i;
		row->local = i >= own_rows;
		if (read_row(data, reading, &rows->items[i], keys, columns, table->key_count, row))
			table->row_count++;
	}
}

static void report_clash(struct rule_file_reading *reading, const struct yaml_node *rows, const uint32_t clash[2])
{
	const struct yaml_node *first = &rows->items[clash[0] < clash[1] ? clash[0] : clash[1]];
	const struct yaml_node *second = &rows->items[clash[0] < clash[1] ? clash[1] : clash[0]];
	struct defined_at at = {first->source, first->offset};

	report_duplicate(reading, BUILTIN_RULE_PERIODS_OVERLAP, second, SLICE_OF("-"), &at);
}

static void read_all_rows(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *own,
			  const struct column *columns, const struct overlay_group *group, struct lookup_table *table)
{
	const struct yaml_node *rows = overlay_sequence(&data->overlays, reading, OVERLAY_TABLE, OVERLAY_ROWS, own, table->name, group);
	uint32_t clash[2];

	read_rows(data, reading, rows, own->count, columns, table);
	if (!lookup_table_finish(table, clash))
		report_clash(reading, rows, clash);
}

static void add_local_tables(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *own,
			     const struct column *columns, struct lookup_table *table)
{
	struct overlay_group *groups;
	size_t count = overlay_groups(&data->overlays, reading, OVERLAY_TABLE, table->name, &groups);
	struct lookup_local *locals = arena_array(data->arena, struct lookup_local, count);

	for (size_t i = 0; i < count; i++) {
		struct lookup_table *local = arena_new(data->arena, struct lookup_table);

		*local = *table;
		local->rows = NULL;
		local->row_count = 0;
		read_all_rows(data, reading, own, columns, &groups[i], local);
		locals[i] = (struct lookup_local){groups[i].insurers, local};
	}
	table->locals = locals;
	table->local_count = count;
}

static bool read_columns(struct rule_file_reading *reading, const struct yaml_node *keys, const struct yaml_node *value,
			 struct column *columns)
{
	bool fine = true;

	if (keys->count > LOOKUP_KEYS_MAX) {
		struct slice what = reading->findings->english ? SLICE_OF("A table has too many keys") : SLICE_OF("表の見出しが多すぎます");
		struct slice most = arena_print(reading->scratch, "%d", LOOKUP_KEYS_MAX);

		rule_mistake(reading, BUILTIN_RULE_LIMIT, keys, (struct slice[]){what, most}, 2);
		return false;
	}
	for (size_t i = 0; i < keys->count; i++)
		fine &= read_column(reading, &keys->items[i], &columns[i]);
	return read_column(reading, value, &columns[keys->count]) && fine;
}

void reference_data_add_table(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *mapping)
{
	const struct yaml_node *values[COUNT_OF(table_keys)];
	struct column columns[LOOKUP_KEYS_MAX + 1];

	rule_keys_read(reading, mapping, table_keys, values);
	if (!values[TABLE_NAME] || !values[TABLE_KEYS] || !values[TABLE_VALUE] || !values[TABLE_ROWS])
		return;
	struct lookup_table *table = &data->tables[data->table_count];

	table->name = rule_name_read(reading, values[TABLE_NAME]);
	table->title = rule_text_read(reading, values[TABLE_TITLE]);
	table->title_en = rule_text_read(reading, values[TABLE_TITLE_EN]);
	for (size_t i = 0; i < data->table_count; i++)
		if (slice_equal(data->tables[i].name, table->name)) {
			report_duplicate(reading, BUILTIN_RULE_DUPLICATE, values[TABLE_NAME], table->name, &data->tables_at[i]);
			return;
		}
	if (!read_columns(reading, values[TABLE_KEYS], values[TABLE_VALUE], columns))
		return;
	size_t key_count = values[TABLE_KEYS]->count;
	struct lookup_column *key_columns = arena_array(data->arena, struct lookup_column, key_count);

	for (size_t i = 0; i < key_count; i++)
		key_columns[i] = (struct lookup_column){columns[i].name, columns[i].type};
	table->keys = key_columns;
	table->key_count = key_count;
	table->value_type = columns[key_count].type;
	if (values[TABLE_SOURCE])
		reference_source(data, reading, values[TABLE_SOURCE]);
	read_all_rows(data, reading, values[TABLE_ROWS], columns, NULL, table);
	add_local_tables(data, reading, values[TABLE_ROWS], columns, table);
	data->tables_at[data->table_count++] = (struct defined_at){reading->source, values[TABLE_NAME]->offset};
}
