/*
 * csv_forms.h - how the standard writes dates, times, numbers and codes. For the CSV reader.
 */
#ifndef TENKEN_READERS_CSV_FORMS_H
#define TENKEN_READERS_CSV_FORMS_H

#include "base/memory/arena.h"
#include "readers/csv/layouts/record_layout.h"

enum csv_form {
	CSV_FORM_FITS,
	CSV_FORM_WRONG,     /* other characters, or another number of them */
	CSV_FORM_IMPOSSIBLE /* the form of a date or time, but the calendar or the clock has none such */
};

/* Texts, telephone numbers and unused items have no form. `raw` is not empty and not decoded. */
enum csv_form csv_form_of(const struct layout_item *item, struct slice raw);
/* The form in words: "数字 6 桁", "YYYYMMDD". */
struct slice csv_form_words(struct arena *arena, const struct layout_item *item, bool english);
/* The number that `count` digits make from the byte `from` on. */
int csv_digits_at(struct slice text, size_t from, size_t count);
/* Nothing but noughts: what a date or month says that does not apply. */
bool csv_is_noughts(struct slice raw);

#endif
