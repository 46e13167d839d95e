/*
 * cel_value.h - a value of the rule language, 16 bytes, passed by value. Literals of the compiled program are such values too.
 *
 * Values own nothing: what they point to lives in the program, the document or the scratch arena of one evaluation.
 */
#ifndef TENKEN_PROGRAM_EXPRESSIONS_CEL_VALUE_H
#define TENKEN_PROGRAM_EXPRESSIONS_CEL_VALUE_H

#include "model/model.h"
#include "program/expressions/type.h"

enum cel_kind {
	CEL_ERROR,
	CEL_UNKNOWN, /* not supplied: travels as rule-language says */
	CEL_PENDING, /* in a slot only: a named expression (let) nobody has asked for yet */
	CEL_NULL,
	CEL_BOOL,
	CEL_INT,
	CEL_UINT,
	CEL_DOUBLE,
	CEL_STRING,
	CEL_BYTES,
	CEL_TIMESTAMP,
	CEL_DURATION,
	CEL_TYPE,
	CEL_DATE,
	CEL_TIME,
	CEL_ENUM,
	CEL_RECORD,
	CEL_LIST,       /* of cel_values */
	CEL_MODEL_LIST, /* of the model's values: records, texts, enums */
	CEL_MAP,
	CEL_FACT        /* what a plan left behind for a rule over many plans (engine/batch) */
};

/* Why a value is an error. BLANK and UNREADABLE are the plan's (not judged); all others are faults of the rule. */
enum cel_error {
	CEL_ERROR_BLANK,       /* an empty cell was used as a value; origin known */
	CEL_ERROR_UNREADABLE,  /* a cell that its reader has reported was used; origin known */
	CEL_ERROR_NO_OVERLOAD, /* this operator or function does not take these types */
	CEL_ERROR_OVERFLOW,
	CEL_ERROR_DIVIDE_BY_ZERO,
	CEL_ERROR_INDEX, /* outside the list */
	CEL_ERROR_NO_SUCH_KEY,
	CEL_ERROR_DUPLICATE_KEY,
	CEL_ERROR_RANGE,      /* a conversion, date or time outside what can be held */
	CEL_ERROR_CONVERSION, /* a text that is no such value */
	CEL_ERROR_PATTERN,    /* a regular expression that is none, or too large */
	CEL_ERROR_NO_SUCH_NAME,
	CEL_ERROR_NO_CONDITION, /* a value that is no bool where one is needed */
	CEL_ERROR_STEPS         /* the run is over its limit; evaluation.exhausted says so too */
};

struct expression;
struct lookup_table;

/* Where a null, a blank error, an unreadable error or an unknown comes from. */
struct cel_origin {
	const struct record *record; /* NULL: a name without a record behind it, or a table */
	enum field field;            /* FIELD_COUNT: the record itself */
	const struct lookup_table *table;   /* a lookup outside this table */
};

struct cel_origins {
	size_t count;
	struct cel_origin items[];
};

enum cel_null {
	CEL_NULL_PLAIN, /* written as null, or a name that stands for nothing (previous in a first plan) */
	CEL_NULL_CELL   /* a blank cell: an error wherever it is used as a value; origin known */
};

enum cel_unknown {
	CEL_UNKNOWN_CELL,  /* .record and .detail (the field) are the one origin */
	CEL_UNKNOWN_TABLE, /* .table is the one origin */
	CEL_UNKNOWN_MANY   /* .origins */
};

enum cel_string {
	CEL_STRING_FREE, /* a literal or computed */
	CEL_STRING_CELL  /* a text of the document, normalised and in the text cache */
};

struct cel_value;
struct cel_entry;
struct batch_fact;

struct cel_value {
	uint8_t kind;    /* enum cel_kind */
	uint8_t sub;     /* enum cel_error, cel_null, cel_unknown or cel_string, by kind */
	uint16_t model;  /* enum_kind of CEL_ENUM; of CEL_MODEL_LIST: the list's field */
	uint32_t detail; /* bytes of a text, items of a list, nanoseconds, the field of an origin */
	union {
		bool boolean;
		int64_t integer; /* INT; DATE as days since 1970-01-01; TIME as minutes; ENUM's number; seconds */
		uint64_t natural;
		double number;
		const char *text;
		const struct type *type;
		const struct record *record; /* of a RECORD, or the origin of a null, error or unknown */
		const struct lookup_table *table;
		const struct cel_origins *origins;
		const struct cel_value *items;
		const struct value *model_items;
		const struct cel_entry *entries;
		const struct batch_fact *fact;
		const struct expression *expression; /* PENDING; where an error that is the rule's arose */
	} is;
};

struct cel_entry {
	struct cel_value key, value;
};

static inline struct cel_value cel_null(void)
{
	return (struct cel_value){.kind = CEL_NULL};
}

static inline struct cel_value cel_bool(bool b)
{
	return (struct cel_value){.kind = CEL_BOOL, .is.integer = b};
}

static inline struct cel_value cel_int(int64_t i)
{
	return (struct cel_value){.kind = CEL_INT, .is.integer = i};
}

static inline struct cel_value cel_uint(uint64_t u)
{
	return (struct cel_value){.kind = CEL_UINT, .is.natural = u};
}

static inline struct cel_value cel_double(double d)
{
	return (struct cel_value){.kind = CEL_DOUBLE, .is.number = d};
}

static inline struct cel_value cel_string(struct slice s)
{
	return (struct cel_value){.kind = CEL_STRING, .detail = (uint32_t)s.length, .is.text = s.data};
}

static inline struct cel_value cel_date(int32_t date)
{
	return (struct cel_value){.kind = CEL_DATE, .is.integer = date};
}

static inline struct cel_value cel_time(int32_t minutes)
{
	return (struct cel_value){.kind = CEL_TIME, .is.integer = minutes};
}

static inline struct cel_value cel_enum(enum enum_kind kind, unsigned number)
{
	return (struct cel_value){.kind = CEL_ENUM, .model = (uint16_t)kind, .is.integer = number};
}

static inline struct cel_value cel_list(const struct cel_value *items, size_t count)
{
	return (struct cel_value){.kind = CEL_LIST, .detail = (uint32_t)count, .is.items = items};
}

static inline bool cel_is_true(struct cel_value v)
{
	return v.kind == CEL_BOOL && v.is.boolean;
}

/* The text of a CEL_STRING or CEL_BYTES. */
static inline struct slice cel_text(struct cel_value v)
{
	return slice_of(v.is.text, v.detail);
}

#endif
