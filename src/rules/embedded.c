#include "rules/embedded.h"

#include "program/writing/rule_set_writer.h"

void embedded_set_write(struct block_writer *writer, const struct embedded_set *set)
{
	size_t at = block_add(writer, set, sizeof *set, 1);

	block_point(writer, BLOCK_FIELD(at, struct embedded_set, keys), key_table_write(writer, set->keys));
	block_point(writer, BLOCK_FIELD(at, struct embedded_set, rules), rule_set_write(writer, set->rules));
}
