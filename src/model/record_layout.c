#include "model/record_layout.h"

const struct layout_item *layout_item_for(const struct record_layout *layout, enum field field)
{
	for (size_t i = 0; i < layout->count; i++)
		if (layout->items[i].path_length && layout->items[i].field == field)
			return &layout->items[i];
	return NULL;
}

const struct layout_item *layout_item_keyed(const struct record_layout *layout, struct slice key)
{
	for (size_t i = 0; i < layout->count; i++)
		if (slice_equal(layout->items[i].key, key))
			return &layout->items[i];
	return NULL;
}
