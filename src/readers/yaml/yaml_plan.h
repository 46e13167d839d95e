/*
 * yaml_plan.h - one YAML document into one plan. For yaml_reader.c alone.
 *
 * Walks the events once: keys to fields, scalars to values by the field's kind, mappings to records. What depends on the
 * whole plan (which forms are carried, lengths counted from the plan date, eras) is settled at the end (yaml_plan_settle.c).
 */
#ifndef TENKEN_READERS_YAML_PLAN_H
#define TENKEN_READERS_YAML_PLAN_H

#include "model/values/value_read.h"
#include "readers/value_findings.h"
#include "readers/yaml/stream/yaml_cursor.h"

#include <string.h>

/* Keys repeat: the field of a key is looked up once and remembered. */
enum { KEY_MEMORY_SLOTS = 512, KEY_MEMORY_LENGTH = 48 };

struct remembered_key {
	uint8_t record;   /* enum record_kind */
	uint8_t length;   /* 0 = free */
	uint16_t field;
	char bytes[KEY_MEMORY_LENGTH];
};

/* Dates, levels, marks and periods repeat, too: what a text meant for a field is remembered when there was nothing to say. */
enum { VALUE_MEMORY_SLOTS = 256, VALUE_MEMORY_LENGTH = 42 };

struct remembered_value {
	uint16_t field;
	uint8_t length;   /* 0 = free */
	char bytes[VALUE_MEMORY_LENGTH];
	int months;       /* of a period */
	struct value value, to; /* `to`: the end of a period, whose start is `value` */
};

/* A period written as a length alone: counted once the plan date is known. */
struct counted_period {
	struct record *period;
	int months;
};

/* A date in an era that had ended: whether it is a finding depends on the plan date. */
struct late_era {
	struct reported_cell cell;
	struct value_reading reading;
};

/* A finding made before the kind of plan was known: its address may name another form. */
struct early_address {
	struct finding *finding;
	const struct record *record;
	enum field field;
};

/* What the reader keeps from one plan to the next, so that nothing is allocated twice. */
struct yaml_plan_room {
	struct arena *arena; /* owns the arrays below */
	struct value *values; /* items of lists that are not finished */
	size_t value_count, value_capacity;
	struct counted_period *periods;
	size_t period_count, period_capacity;
	struct late_era *eras;
	size_t era_count, era_capacity;
	struct early_address *addresses;
	size_t address_count, address_capacity;
	struct remembered_key *keys;     /* KEY_MEMORY_SLOTS of them; NULL remembers nothing */
	struct remembered_value *memory; /* VALUE_MEMORY_SLOTS of them; NULL as well */
};

struct yaml_plan {
	struct arena *arena; /* of the document */
	struct source *source;
	struct finding_list *findings;
	struct yaml_plan_room *room;
	struct value_reader reader;
	struct yaml_cursor cursor;
	struct document *document;
	uint32_t forms;           /* forms of which a key is present */
	bool kind_known;
	bool any_known;           /* a key of the plan itself was understood */
	struct slice first_key;
	struct slice out_of_scope; /* 施設サービス計画, as written */
};

enum yaml_plan_result {
	YAML_PLAN_READ,         /* the document is filled, not settled */
	YAML_PLAN_EMPTY,        /* nothing is written here */
	YAML_PLAN_NOT_A_PLAN,   /* reported: no mapping, or no known key */
	YAML_PLAN_OUT_OF_SCOPE, /* reported */
	YAML_PLAN_BROKEN        /* plan->cursor.problem says why; nothing was reported */
};

/* Reads the root node, which begins with *event; the events go on behind it. */
enum yaml_plan_result yaml_plan_read(struct yaml_plan *plan, struct yaml_event *event);
/* Everything that needs the whole plan; ends with document_settle. */
void yaml_plan_settle(struct yaml_plan *plan);

/* ---- shared by the files of yaml_plan ---- */

/* A built-in finding about a cell, whose address is mended when the kind of plan becomes known later. */
struct finding *yaml_plan_report(struct yaml_plan *plan, const struct reported_cell *cell, enum builtin_finding builtin,
				 const struct slice *more, size_t count);
/* A finding about a record as a whole, or about a key in it. */
void yaml_plan_report_in(struct yaml_plan *plan, const struct record *record, enum builtin_finding builtin, struct place place,
			 const struct slice *arguments, size_t count);
struct place yaml_plan_place(const struct yaml_plan *plan, const struct yaml_event *event);
struct slice yaml_plan_raw(const struct yaml_plan *plan, const struct yaml_event *event); /* the bytes of the node */
/* The text of a scalar for as long as the document lives, without the line breaks that end a block. */
struct slice yaml_plan_text(struct yaml_plan *plan, const struct yaml_event *event);
void yaml_plan_check_tag(struct yaml_plan *plan, const struct record *record, const struct yaml_event *event);
void yaml_set_origin(struct value *value, const struct yaml_event *event);
/* What stands where something else belongs, in words: Japanese, English. */
void yaml_shape_words(const struct yaml_event *event, struct slice words[2]);

/*
 * Each reads the node that begins with *event into *value and leaves *event at its end; false at a problem. A cell is one
 * scalar; a period is a scalar with both dates or a length.
 */
bool yaml_plan_read_cell(struct yaml_plan *plan, struct record *record, enum field field, struct value *value,
			 struct yaml_event *event);
bool yaml_plan_read_period(struct yaml_plan *plan, struct record *record, enum field field, struct value *value,
			   struct yaml_event *event);
/* A node of the wrong shape: reported, passed over, and marked so that nothing else is said about it. */
bool yaml_plan_refuse_shape(struct yaml_plan *plan, struct record *record, enum field field, struct value *value,
			    struct yaml_event *event, enum builtin_finding builtin);

/* Items of lists wait in the room until their list ends; those pushed since `base` become a list of the document. */
void yaml_plan_push(struct yaml_plan *plan, const struct value *value);
struct value_list yaml_plan_take(struct yaml_plan *plan, size_t base);

#endif
