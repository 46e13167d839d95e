#include "findings/finding_copy.h"

struct finding *finding_list_copy(struct finding_list *list, const struct finding *finding)
{
	struct finding *copy = finding_add(list);

	if (!copy)
		return NULL;
	*copy = *finding;
	struct slice *const texts[] = {
		&copy->message, &copy->question, &copy->fix,	 &copy->missing,    &copy->address,	&copy->address_plain, &copy->address_ja,
		&copy->value,	&copy->revision, &copy->decided_by, &copy->path, &copy->excerpt, &copy->fingerprint,
		&copy->rule,	&copy->name,	 &copy->title,	 &copy->category,
	};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		if (texts[i]->length)
			*texts[i] = arena_copy(list->arena, *texts[i]);
	struct used_table *tables = arena_array(list->arena, struct used_table, finding->table_count);

	for (size_t i = 0; i < finding->table_count; i++)
		tables[i] = (struct used_table){
			.name = arena_copy(list->arena, finding->tables[i].name),
			.title = arena_copy(list->arena, finding->tables[i].title),
			.in_force = arena_copy(list->arena, finding->tables[i].in_force),
		};
	copy->tables = tables;
	return copy;
}
