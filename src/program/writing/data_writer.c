/* What rules refer to: tables, lexicons, service types. */
#include "program/writing/rule_set_writer.h"

#include <assert.h>

static void text_write(struct rule_set_writing *writing, size_t field, struct slice text)
{
	block_point_to_text(writing->block, field, text);
}

size_t texts_write(struct rule_set_writing *writing, const struct slice *texts, size_t count)
{
	size_t at = block_add(writing->block, texts, sizeof *texts, count);

	for (size_t i = 0; i < count; i++)
		text_write(writing, at + i * sizeof *texts, texts[i]);
	return at;
}

void insurers_write(struct rule_set_writing *writing, size_t field, const struct insurers *insurers)
{
	block_point(writing->block, BLOCK_FIELD(field, struct insurers, numbers), texts_write(writing, insurers->numbers, insurers->count));
}

/* ---- tables ---- */

static void table_write(struct rule_set_writing *writing, size_t at, const struct lookup_table *table);

static size_t columns_write(struct rule_set_writing *writing, const struct lookup_column *columns, size_t count)
{
	size_t at = block_add(writing->block, columns, sizeof *columns, count);

	for (size_t i = 0; i < count; i++) {
		size_t column = at + i * sizeof *columns;

		text_write(writing, BLOCK_FIELD(column, struct lookup_column, name), columns[i].name);
		block_point(writing->block, BLOCK_FIELD(column, struct lookup_column, type), type_write(writing, columns[i].type));
	}
	return at;
}

static size_t rows_write(struct rule_set_writing *writing, const struct lookup_table *table)
{
	size_t at = block_add(writing->block, table->rows, sizeof *table->rows, table->row_count);

	for (size_t i = 0; i < table->row_count; i++) {
		size_t row = at + i * sizeof *table->rows;

		for (size_t k = 0; k < table->key_count; k++)
			cel_value_write(writing, BLOCK_FIELD(row, struct lookup_row, keys) + k * sizeof(struct cel_value), &table->rows[i].keys[k]);
		cel_value_write(writing, BLOCK_FIELD(row, struct lookup_row, value), &table->rows[i].value);
		block_clear(writing->block, BLOCK_BEHIND(row, struct lookup_row, local), row + sizeof *table->rows);
	}
	return at;
}

static size_t local_tables_write(struct rule_set_writing *writing, const struct lookup_local *locals, size_t count)
{
	size_t at = block_add(writing->block, locals, sizeof *locals, count);

	for (size_t i = 0; i < count; i++) {
		size_t local = at + i * sizeof *locals, table = block_add(writing->block, locals[i].table, sizeof *locals[i].table, 1);

		insurers_write(writing, BLOCK_FIELD(local, struct lookup_local, insurers), &locals[i].insurers);
		block_point(writing->block, BLOCK_FIELD(local, struct lookup_local, table), table);
		table_write(writing, table, locals[i].table);
	}
	return at;
}

static void table_write(struct rule_set_writing *writing, size_t at, const struct lookup_table *table)
{
	struct block_writer *block = writing->block;

	text_write(writing, BLOCK_FIELD(at, struct lookup_table, name), table->name);
	text_write(writing, BLOCK_FIELD(at, struct lookup_table, title), table->title);
	text_write(writing, BLOCK_FIELD(at, struct lookup_table, title_en), table->title_en);
	block_point(block, BLOCK_FIELD(at, struct lookup_table, keys), columns_write(writing, table->keys, table->key_count));
	block_point(block, BLOCK_FIELD(at, struct lookup_table, value_type), type_write(writing, table->value_type));
	block_point(block, BLOCK_FIELD(at, struct lookup_table, rows), rows_write(writing, table));
	block_point(block, BLOCK_FIELD(at, struct lookup_table, locals), local_tables_write(writing, table->locals, table->local_count));
}

void lookup_tables_write(struct rule_set_writing *writing, size_t field, const struct lookup_table_set *set)
{
	size_t at = block_add(writing->block, set->tables, sizeof *set->tables, set->count);

	block_point(writing->block, BLOCK_FIELD(field, struct lookup_table_set, tables), at);
	for (size_t i = 0; i < set->count; i++)
		table_write(writing, at + i * sizeof *set->tables, &set->tables[i]);
}

/* ---- lexicons ---- */

static void lexicon_write(struct rule_set_writing *writing, size_t at, const struct lexicon *lexicon)
{
	struct block_writer *block = writing->block;
	size_t words = block_add(block, lexicon->words, sizeof *lexicon->words, lexicon->word_count);
	size_t locals = block_add(block, lexicon->locals, sizeof *lexicon->locals, lexicon->local_count);

	text_write(writing, BLOCK_FIELD(at, struct lexicon, name), lexicon->name);
	block_point(block, BLOCK_FIELD(at, struct lexicon, words), words);
	for (size_t i = 0; i < lexicon->word_count; i++)
		text_write(writing, BLOCK_FIELD(words + i * sizeof *lexicon->words, struct lexicon_word, word), lexicon->words[i].word);
	block_point(block, BLOCK_FIELD(at, struct lexicon, locals), locals);
	for (size_t i = 0; i < lexicon->local_count; i++) {
		const struct lexicon_local *local = &lexicon->locals[i];
		size_t local_at = locals + i * sizeof *local, own = block_add(block, local->lexicon, sizeof *local->lexicon, 1);

		insurers_write(writing, BLOCK_FIELD(local_at, struct lexicon_local, insurers), &local->insurers);
		block_point(block, BLOCK_FIELD(local_at, struct lexicon_local, lexicon), own);
		lexicon_write(writing, own, local->lexicon);
	}
}

void lexicons_write(struct rule_set_writing *writing, size_t field, const struct lexicon_set *set)
{
	size_t at = block_add(writing->block, set->lexicons, sizeof *set->lexicons, set->count);

	block_point(writing->block, BLOCK_FIELD(field, struct lexicon_set, lexicons), at);
	for (size_t i = 0; i < set->count; i++)
		lexicon_write(writing, at + i * sizeof *set->lexicons, &set->lexicons[i]);
	if (set->automaton)
		block_point(writing->block, BLOCK_FIELD(field, struct lexicon_set, automaton),
			    automaton_write(writing->block, set->automaton));
}

/* ---- service types ---- */

static size_t types_write(struct rule_set_writing *writing, const struct service_type *types, size_t count)
{
	size_t at = block_add(writing->block, types, sizeof *types, count);

	for (size_t i = 0; i < count; i++) {
		size_t type = at + i * sizeof *types;

		text_write(writing, BLOCK_FIELD(type, struct service_type, code), types[i].code);
		text_write(writing, BLOCK_FIELD(type, struct service_type, name), types[i].name);
		text_write(writing, BLOCK_FIELD(type, struct service_type, prevention_code), types[i].prevention_code);
		block_clear(writing->block, BLOCK_BEHIND(type, struct service_type, medical), type + sizeof *types);
	}
	return at;
}

static size_t names_write(struct rule_set_writing *writing, const struct service_name *names, size_t count)
{
	size_t at = block_add(writing->block, names, sizeof *names, count);

	for (size_t i = 0; i < count; i++) {
		size_t name = at + i * sizeof *names;

		text_write(writing, BLOCK_FIELD(name, struct service_name, name), names[i].name);
		block_clear(writing->block, BLOCK_BEHIND(name, struct service_name, whole_only), name + sizeof *names);
	}
	return at;
}

static size_t service_items_write(struct rule_set_writing *writing, const struct service_item *items, size_t count)
{
	size_t at = block_add(writing->block, items, sizeof *items, count);

	for (size_t i = 0; i < count; i++) {
		size_t item = at + i * sizeof *items;

		text_write(writing, BLOCK_FIELD(item, struct service_item, beginning), items[i].beginning);
		block_clear(writing->block, BLOCK_BEHIND(item, struct service_item, item_class), item + sizeof *items);
	}
	return at;
}

size_t derive_tables_write(struct rule_set_writing *writing, const struct derive_tables *tables)
{
	struct block_writer *block = writing->block;

	if (!tables)
		return BLOCK_NOWHERE;
	assert(!tables->codes); /* those are somebody's own, and come later */
	size_t at = block_add(block, tables, sizeof *tables, 1);

	block_point(block, BLOCK_FIELD(at, struct derive_tables, types), types_write(writing, tables->types, tables->type_count));
	block_point(block, BLOCK_FIELD(at, struct derive_tables, names), names_write(writing, tables->names, tables->name_count));
	block_point(block, BLOCK_FIELD(at, struct derive_tables, informal), texts_write(writing, tables->informal, tables->informal_count));
	block_point(block, BLOCK_FIELD(at, struct derive_tables, items), service_items_write(writing, tables->items, tables->item_count));
	name_table_write(block, BLOCK_FIELD(at, struct derive_tables, code_numbers), &tables->code_numbers);
	name_table_write(block, BLOCK_FIELD(at, struct derive_tables, name_numbers), &tables->name_numbers);
	name_table_write(block, BLOCK_FIELD(at, struct derive_tables, informal_words), &tables->informal_words);
	block_point(block, BLOCK_FIELD(at, struct derive_tables, inside), automaton_write(block, tables->inside));
	return at;
}
