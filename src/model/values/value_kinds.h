/*
 * value_kinds.h - how the cells of each kind are read: the parts of value_read, which is the door for everyone else.
 *
 * Each gets a text that is neither blank nor a placeholder, sets presence and `is` of *value, and says what was wrong.
 */
#ifndef TENKEN_MODEL_VALUES_VALUE_KINDS_H
#define TENKEN_MODEL_VALUES_VALUE_KINDS_H

#include "model/values/value_read.h"

struct value_reading value_read_date(const struct value_reader *reader, enum field field, struct slice text, struct value *value);
/* 9:00, 0900, 午前9時30分, 9時半; up to 24:00. 9999 of the CSV standard is no time: blank. */
struct value_reading value_read_time(const struct value_reader *reader, struct slice text, struct value *value);
/* Full-width digits, thousands commas, a sign, ①. */
struct value_reading value_read_integer(struct slice text, struct value *value);
struct value_reading value_read_number(struct slice text, struct value *value);
/* ○ × Y N はい いいえ true false 1 0 有 無 … */
struct value_reading value_read_mark(const struct value_reader *reader, struct slice text, struct value *value);
struct value_reading value_read_enum(const struct value_reader *reader, enum enum_kind kind, struct slice text, struct value *value);

/* The value becomes UNREADABLE with the words as written. */
struct value_reading value_not_understood(struct slice text, struct value *value, enum value_problem problem, struct slice expected);

#endif
