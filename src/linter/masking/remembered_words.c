#include "linter/masking/remembered_words.h"

void remembered_words_init(struct remembered_words *all, struct arena *arena)
{
	*all = (struct remembered_words){.arena = arena};
	name_table_init(&all->numbers, arena);
}

void remembered_words_add(struct remembered_words *all, const struct personal_words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		const struct personal_word *word = &words->items[i];
		uint32_t known = name_table_find(&all->numbers, word->pattern);

		if (word->pattern.length > LONGEST_REMEMBERED)
			continue;
		if (known != NAME_NOT_FOUND) {
			all->items[known].titled &= word->titled;
			continue;
		}
		all->items = arena_with_room(all->arena, all->items, all->count, &all->capacity, sizeof *all->items);
		all->items[all->count] = (struct personal_word){
			.pattern = arena_copy(all->arena, word->pattern), .label = arena_copy(all->arena, word->label), .titled = word->titled};
		name_table_add(&all->numbers, all->items[all->count].pattern, (uint32_t)all->count);
		all->lengths[word->pattern.length] = true;
		all->count++;
	}
}

static const struct personal_word *longest_at(const void *context, struct slice text, size_t at)
{
	const struct remembered_words *all = context;
	size_t most = text.length - at < LONGEST_REMEMBERED ? text.length - at : LONGEST_REMEMBERED;

	for (size_t length = most; length > 0; length--) {
		uint32_t number = all->lengths[length] ? name_table_find(&all->numbers, slice_part(text, at, at + length)) : NAME_NOT_FOUND;

		if (number != NAME_NOT_FOUND && (!all->items[number].titled || personal_title_follows(text, at + length)))
			return &all->items[number];
	}
	return NULL;
}

struct slice remembered_words_mask(const struct remembered_words *all, struct slice text)
{
	return personal_text_mask(all->arena, text, longest_at, all);
}
