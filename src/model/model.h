/*
 * model.h - a care plan in memory: records of values, described by one table (fields.def, enums.def, forms.def).
 *
 * Readers build a document, derive/ completes it, then it is frozen: everyone else reads it. All of a document lives in
 * one arena, and belongs to one worker. Includes base alone; any layer below may use it.
 */
#ifndef TENKEN_MODEL_MODEL_H
#define TENKEN_MODEL_MODEL_H

#include "base/memory/arena.h"
#include "base/slice.h"

#include <assert.h>

/* ---- the table ---- */

enum record_kind {
#define RECORD(record, names_ja) RECORD_##record,
#define FIELD(record, field, names_ja, kind, element, flags, form, csv, note)
#define RECORD_END(record)
#include "model/fields.def"
#undef RECORD
#undef FIELD
#undef RECORD_END
	RECORD_COUNT
};

/* Every field of every record has one number: Plan_plan_date, Need_text, … */
enum field {
	FIELD_INVALID, /* no field; keeps the enum unsigned and zero free */
#define RECORD(record, names_ja) FIRST_##record, BEFORE_##record = FIRST_##record - 1,
#define FIELD(record, field, names_ja, kind, element, flags, form, csv, note) record##_##field,
#define RECORD_END(record) END_##record, LAST_##record = END_##record - 1,
#include "model/fields.def"
#undef RECORD
#undef FIELD
#undef RECORD_END
	FIELD_COUNT
};

enum enum_kind {
#define ENUM_BEGIN(name, ordered) ENUM_##name,
#define ENUM_VALUE(name, value, names_ja, code)
#define ENUM_END(name)
#include "model/enums.def"
#undef ENUM_BEGIN
#undef ENUM_VALUE
#undef ENUM_END
	ENUM_COUNT
};

/* The values of each enum, numbered from 0 in table order: level_care2, plan_kind_home, … */
#define ENUM_BEGIN(name, ordered) enum name##_value {
#define ENUM_VALUE(name, value, names_ja, code) name##_##value,
#define ENUM_END(name) name##_value_count };
#include "model/enums.def"
#undef ENUM_BEGIN
#undef ENUM_VALUE
#undef ENUM_END

enum form {
#define FORM(id, name_ja, aliases, name_en) FORM_##id,
#include "model/forms.def"
#undef FORM
	FORM_COUNT,
	FORM_NONE = FORM_COUNT /* a field of no form of its own: as the record it stands in */
};

enum field_kind {
	KIND_TEXT,
	KIND_INT,
	KIND_NUMBER, /* double */
	KIND_BOOL,
	KIND_DATE,
	KIND_TIME, /* minutes since midnight */
	KIND_ENUM,
	KIND_RECORD,
	KIND_LIST_TEXT,
	KIND_LIST_ENUM,
	KIND_LIST_RECORD
};

enum field_flag {
	FIELD_NULLABLE = 1,   /* the cell may be blank */
	FIELD_OPTIONAL = 2,   /* no cell of the national forms: absent is null, never a gap */
	FIELD_DERIVED = 4,    /* filled by derive/, refused as an input key */
	FIELD_ORDERED = 8,
	FIELD_PREVENTION = 16, /* the prevention plan has this cell too */
	FIELD_PERSONAL = 32    /* says who somebody is or where they live: names, numbers, addresses, providers */
};

struct field_info {
	struct slice name;       /* plan_date: key in English and name in rules */
	struct slice names_ja;   /* the official item name and its aliases, separated by | */
	enum record_kind record; /* the record it is a field of */
	enum field_kind kind;
	unsigned element;        /* enum_kind or record_kind, by kind */
	unsigned flags;          /* of enum field_flag */
	enum form form;
	struct slice csv_source; /* for documentation */
	struct slice note;
};

struct record_info {
	struct slice name;    /* ShortGoal */
	struct slice name_ja; /* 短期目標 */
	enum field first;     /* its fields are first … first + count - 1 */
	unsigned count;
};

struct enum_value_info {
	struct slice name;     /* care2 */
	struct slice names_ja; /* the official word and its accepted spellings, separated by | */
	struct slice code;     /* of the national CSV standard, empty without */
};

struct enum_info {
	struct slice name;
	bool ordered;
	const struct enum_value_info *values;
	unsigned count;
};

struct form_info {
	struct slice name_ja;
	struct slice aliases; /* separated by | */
	struct slice name_en;
};

/* Asked for every cell that is read or judged, so inline. The tables are for the functions behind them alone. */
extern const struct field_info model_fields[FIELD_COUNT];
extern const struct record_info model_records[RECORD_COUNT];
extern const uint64_t model_texts[RECORD_COUNT], model_parts[RECORD_COUNT], model_inputs[RECORD_COUNT];

static inline const struct field_info *field_info(enum field field)
{
	assert(field < FIELD_COUNT);
	return &model_fields[field];
}

static inline const struct record_info *record_info(enum record_kind kind)
{
	assert(kind < RECORD_COUNT);
	return &model_records[kind];
}

/*
 * The texts of a record, and the records and lists of records in it, derived fields apart: a bit a field, the lowest for its first. Who
 * walks a plan need not look at each of the other fields of each record.
 */
static inline uint64_t record_texts(enum record_kind kind)
{
	assert(kind < RECORD_COUNT);
	return model_texts[kind];
}

static inline uint64_t record_parts(enum record_kind kind)
{
	assert(kind < RECORD_COUNT);
	return model_parts[kind];
}

/* All fields of a record but those that are derived, in the same way. */
static inline uint64_t record_inputs(enum record_kind kind)
{
	assert(kind < RECORD_COUNT);
	return model_inputs[kind];
}

const struct enum_info *enum_info(enum enum_kind kind);
const struct form_info *form_info(enum form form);
/* The first of names separated by |: the official one. */
struct slice first_name(struct slice names);
static inline struct slice field_name_ja(enum field field)
{
	return first_name(field_info(field)->names_ja);
}

/* ---- values ---- */

/* What is there. The order matters: a fresh record is all zero, so nothing is supplied until a reader says so. */
enum presence {
	PRESENCE_NOT_SUPPLIED, /* this input has no such form, sheet or column: nothing can be said */
	PRESENCE_BLANK,        /* the cell exists and is empty */
	PRESENCE_UNREADABLE,   /* written, but not what its type needs; reported once by the reader */
	PRESENCE_WRITTEN
};

enum value_flag {
	VALUE_COUNTED = 1,    /* derived, not written: 6か月 counted from the plan date, a field of derive/ */
	VALUE_ABSENT = 2,     /* blank because an optional field was not given at all */
	VALUE_CARRIED = 4,    /* CSV: printed on a row above and carried down; the origin is that row */
	VALUE_PLACEHOLDER = 8 /* blank because the whole value was 〇〇, 未定, 要確認 … */
};

struct value;
struct record;

struct value_list {
	const struct value *items;
	size_t count;
};

struct value {
	uint8_t presence; /* enum presence */
	uint8_t flags;    /* of enum value_flag */
	uint16_t source;  /* origin: index into document.sources */
	uint32_t length;  /* origin: bytes */
	uint64_t offset;  /* origin: first byte */
	union {
		struct slice text;     /* TEXT: as written, decoded to UTF-8. UNREADABLE: what was written, whatever the kind */
		int64_t integer;       /* INT */
		double number;         /* NUMBER */
		bool boolean;          /* BOOL */
		int32_t date;          /* DATE: days since 1970-01-01 */
		int32_t minutes;       /* TIME */
		unsigned enumerated;   /* ENUM: number within its enum */
		struct record *record; /* RECORD: never NULL when presence is BLANK or WRITTEN */
		struct value_list list; /* LIST_*: items of presence WRITTEN (or UNREADABLE for texts and enums) */
	} is;
};

struct record {
	enum record_kind kind;
	uint32_t row;          /* position in its list, from 1; 0 = not in a list */
	enum field in;         /* the field of the parent it stands in; FIELD_COUNT for the plan */
	struct record *parent; /* NULL for the plan */
	struct value self;     /* presence and origin of the record as a whole */
	struct value values[]; /* record_info(kind)->count of them */
};

struct source; /* text/source.h */

struct document {
	struct arena *arena;           /* owns everything below; borrowed */
	struct source *const *sources; /* the files it was read from; borrowed */
	size_t source_count;
	struct record *plan;           /* RECORD_Plan */
	uint32_t ordinal;              /* document number within its file, from 1 */
	uint32_t forms_carried;        /* bit per enum form */
};

/* A record of `kind` with every value not supplied. */
struct record *record_new(struct arena *arena, enum record_kind kind, struct record *parent, enum field in, uint32_t row);

static inline bool form_is_carried(const struct document *document, enum form form)
{
	return form == FORM_NONE || (document->forms_carried >> form & 1) != 0;
}

/* A field of a record; the field must belong to the record's kind (asserted). */
static inline struct value *record_value(struct record *record, enum field field)
{
	const struct record_info *info = record_info(record->kind);

	assert(field >= info->first && field < info->first + info->count);
	return &record->values[field - info->first];
}

static inline const struct value *record_read(const struct record *record, enum field field)
{
	const struct record_info *info = record_info(record->kind);

	assert(field >= info->first && field < info->first + info->count);
	return &record->values[field - info->first];
}

/* Shorthands: the text of a TEXT field or an empty slice; the sub-record or NULL; the items of a list or an empty one. */
struct slice record_text(const struct record *record, enum field field);
const struct record *record_sub(const struct record *record, enum field field);
struct value_list record_list(const struct record *record, enum field field);

/* ---- what is carried ---- */

/*
 * Ends reading: every value that is still NOT_SUPPLIED becomes BLANK where its form is carried (BLANK and VALUE_ABSENT for
 * optional fields), sub-records are created where they are carried, lists become empty. `supplied`, when not NULL, is a
 * table of FIELD_COUNT flags: the fields this input can carry at all (a CSV layout); fields outside it stay NOT_SUPPLIED.
 * A value a reader has set is never touched. Derived fields are left alone.
 */
void document_settle(struct document *document, const bool *supplied);

/* Does it stand in a prevention plan? */
bool record_is_of_prevention(const struct record *record);
/* Does the form the field belongs to (its own, else its record's, up to the plan) exist in a plan of this kind? */
enum form field_form(const struct record *record, enum field field);
/*
 * Can a plan of this kind have such a cell at all, whatever its input holds? The prevention plan has no 頻度 and no 第3表, the home plan
 * no 支援計画書 and no 評価表. FIELD_COUNT: the record itself. True when the kind is not known, and for what papers beside the form say of
 * a person or an office.
 */
bool cell_can_be(const struct record *record, enum field field);

/*
 * Which item of the standard CSV a cell is, "UP2KYO 10", in the files of its kind of plan; a part of a period is the item of the period.
 * Empty when the standard has no such item, or the note beside the field names none.
 */
struct slice field_standard_item(const struct record *record, enum field field);

/* ---- form addresses ---- */

/*
 * "第2表 課題1 短期目標2 期間": the form, the rows on the way, the item; built in `arena`. Without rows (`rows` false, for
 * fingerprints): "第2表 短期目標 期間". `english` gives "Table 2 need 1 short-term goal 2 period".
 * FIELD_COUNT as the field addresses the record itself.
 */
struct slice form_address(struct arena *arena, const struct record *record, enum field field, bool rows, bool english);

#endif
