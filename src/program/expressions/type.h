/*
 * type.h - the types of the rule language: CEL's, and those of the care-plan model (dates, times, enums, records).
 *
 * Types are immutable; the simple ones are shared constants, composed ones live in the rule set's arena. Compare them with
 * type_equal, never by pointer. For rules, engine and anyone above program.
 */
#ifndef TENKEN_PROGRAM_EXPRESSIONS_TYPE_H
#define TENKEN_PROGRAM_EXPRESSIONS_TYPE_H

#include "base/text_builder.h"
#include "model/model.h"

enum type_kind {
	TYPE_POISON, /* of an expression already reported: fits everywhere, so that one mistake gives one message */
	TYPE_FREE,   /* the element of [] and {}: takes the type of whatever it meets, else dyn */
	TYPE_DYN,    /* conformance only: checked when it runs */
	TYPE_NULL,
	TYPE_BOOL,
	TYPE_INT,
	TYPE_UINT,
	TYPE_DOUBLE,
	TYPE_STRING,
	TYPE_BYTES,
	TYPE_TIMESTAMP,
	TYPE_DURATION,
	TYPE_TYPE,
	TYPE_DATE, /* a day */
	TYPE_TIME, /* a time of day */
	TYPE_ENUM,
	TYPE_RECORD,
	TYPE_LIST,
	TYPE_MAP,
	TYPE_FACT, /* what a plan left behind for a rule over many plans */
	TYPE_KIND_COUNT
};

struct fact_type;

struct type {
	enum type_kind kind;
	bool nullable;              /* may be compared with null: the cell may be blank */
	unsigned model;             /* enum_kind of TYPE_ENUM, record_kind of TYPE_RECORD */
	const struct type *element; /* of TYPE_LIST; the value of TYPE_MAP; of TYPE_TYPE or NULL */
	const struct type *key;     /* of TYPE_MAP */
	const struct fact_type *fact; /* of TYPE_FACT: its columns (program/batch.h) */
};

/* The type without parts: asserted. */
const struct type *type_simple(enum type_kind kind);
const struct type *type_of_record(enum record_kind kind);
const struct type *type_of_enum(enum enum_kind kind);
const struct type *type_of_field(struct arena *arena, enum field field);
const struct type *type_list(struct arena *arena, const struct type *element);
const struct type *type_map(struct arena *arena, const struct type *key, const struct type *value);
const struct type *type_of_type(struct arena *arena, const struct type *named); /* named NULL: any type */
const struct type *type_of_fact(struct arena *arena, const struct fact_type *fact);
const struct type *type_nullable(struct arena *arena, const struct type *type);

/* Structural; nullability does not count. */
bool type_equal(const struct type *a, const struct type *b);
/* "list(string)", "enum level", "record ShortGoal"; conformance names for CEL's own types. */
void type_add_name(struct text_builder *builder, const struct type *type);
/* For people: 文字のリスト, 日付, 要介護度 など. */
void type_add_japanese_name(struct text_builder *builder, const struct type *type);

#endif
