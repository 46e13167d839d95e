/* rules: a shipped rule that reads a dated table says in its message, in both languages, which row judged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules_fixture.h"

#include "rules/embedded.h"

/* Tables whose rows decide nothing that a finding would have to show. */
static const struct {
	const char *table, *why;
} silent[] = {
	{"exceptions", "a row that relaxes a duty silences the rule; the others say that nothing is relaxed"},
	{"assessment-headings", "other names of the items of assessment-items, whose row is told"},
	{"light-equipment-levels", "the level belongs to the items of light-equipment, whose row is told"},
};

static bool is_dated(const struct lookup_table *table)
{
	for (size_t i = 0; i < COUNT_OF(silent); i++)
		if (slice_equal(table->name, slice_from_string(silent[i].table)))
			return false;
	for (size_t i = 0; i < table->row_count; i++)
		if (table->rows[i].from != INT32_MIN || table->rows[i].to != INT32_MAX)
			return true;
	return false;
}

/* Does the expression call the function on the table? NULL asks for any dated one, which is given. */
static const struct lookup_table *called(const struct expression *node, enum function function, const struct lookup_table *table)
{
	const struct lookup_table *found = NULL;
	struct expression_parts parts;

	if (!node)
		return NULL;
	if (node->kind == EXPRESSION_CALL && node->function == function)
		if (table ? node->resolved.table == table : is_dated(node->resolved.table))
			return node->resolved.table;
	parts = expression_parts(node);
	for (size_t i = 0; i < parts.count && !found; i++)
		found = called(parts.items[i], function, table);
	return found;
}

static bool tells_row(const struct message_template *message, const struct lookup_table *table)
{
	for (size_t i = 0; i < message->count; i++)
		if (called(message->parts[i].expression, FUNCTION_row_period, table))
			return true;
	return false;
}

static unsigned asked; /* expressions that read a dated table */

static void check_told(const struct rule *rule, const struct rule_revision *revision, const struct expression *read)
{
	const struct lookup_table *table = called(read, FUNCTION_lookup, NULL);

	if (!table)
		return;
	asked++;
	for (size_t audience = 0; audience < AUDIENCE_COUNT; audience++)
		for (size_t language = 0; language < LANGUAGE_COUNT; language++)
			if (!tells_row(revision->wording[audience].message[language], table))
				fail_msg("%.*s does not tell the row of %.*s (audience %zu, language %zu)", SLICE_PRINT(rule->id),
					 SLICE_PRINT(table->name), audience, language);
}

static void findings_tell_the_row_that_judged(void **state)
{
	size_t count;
	const struct rule_file *files = embedded_rule_files(&count);

	(void)state;
	assert_true(rules_load(&arena, &scratch, files, count, &keys, &findings, &loaded));
	for (size_t i = 0; i < loaded.set->count; i++) {
		const struct rule *rule = &loaded.set->rules[i];

		for (size_t k = 0; k < rule->revision_count; k++) {
			const struct rule_revision *revision = &rule->revisions[k];

			check_told(rule, revision, revision->applies.expression);
			check_told(rule, revision, revision->condition.expression);
			for (size_t n = 0; n < revision->let_count; n++)
				check_told(rule, revision, revision->lets[n].expression);
			for (size_t n = 0; revision->batch && n < revision->batch->column_count; n++)
				check_told(rule, revision, revision->batch->columns[n].expression);
		}
	}
	assert_true(asked > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(findings_tell_the_row_that_judged, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
