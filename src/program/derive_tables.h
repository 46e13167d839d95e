/*
 * derive_tables.h - what derive/ needs to know about the world: service types and their names, who is no service, item classes.
 *
 * Built by rules/ from rules/tables/service_types.yaml, then read-only. Every text here is in the form of
 * normalize_for_comparison(). For rules, derive and linter.
 */
#ifndef TENKEN_PROGRAM_DERIVE_TABLES_H
#define TENKEN_PROGRAM_DERIVE_TABLES_H

#include "base/name_table.h"
#include "model/model.h"
#include "text/automaton.h"

struct service_type {
	struct slice code;            /* 11 … AF, as in the first two characters of service codes */
	struct slice name;            /* 訪問介護, as shown to people */
	struct slice prevention_code; /* what the same word means in a prevention plan: 63 for 訪問看護; may be empty */
	bool insured;                 /* paid by the care insurance or the municipality's programme */
	bool medical;                 /* 医療サービス: needs the doctor's opinion (基準第13条19号) */
};

struct service_name {
	struct slice name;
	uint32_t type;   /* number in `types` */
	bool whole_only; /* counts only as the whole cell: リハ, デイ */
};

/* Service items by the beginning of the whole service code; the longest that fits counts. */
struct service_item {
	struct slice beginning; /* 1172 */
	unsigned item_class;    /* enum item_class_value */
};

struct derive_tables {
	const struct service_type *types;
	size_t type_count;
	const struct service_name *names; /* longest first */
	size_t name_count;
	const struct slice *informal;     /* 本人, 長女, 民生委員, 配食 …; longest first */
	size_t informal_count;
	const struct service_item *items; /* longest first */
	size_t item_count;
	const struct service_item *codes; /* whole codes of a table somebody gave; they go before `items` */
	struct name_table code_numbers;   /* to `codes` */
	struct name_table name_numbers;   /* whole cells to `names` */
	struct name_table informal_words; /* whole cells */
	const struct automaton *inside;   /* what counts inside a longer cell, names and informal words */
};

/* Sorts and indexes; the arrays are set. */
void derive_tables_finish(struct derive_tables *tables, struct arena *arena, struct service_name *names, struct slice *informal,
			  struct service_item *items);

/* The type a cell names: the whole cell, else the longest name it holds (地域密着型通所介護 before 通所介護); NULL when none. */
const struct service_type *service_type_of(const struct derive_tables *tables, struct slice normalized, struct arena *scratch);
const struct service_type *service_type_by_code(const struct derive_tables *tables, struct slice code);
/* A person, neighbour, volunteer or service outside the insurance. Words of one character only as the whole cell: 夫, 妻. */
bool names_informal(const struct derive_tables *tables, struct slice normalized, struct arena *scratch);
/* The tables with classes of whole service codes before their own; everything else is shared with `tables`. */
const struct derive_tables *derive_tables_with_codes(const struct derive_tables *tables, struct arena *arena,
						     const struct service_item *codes, size_t count);
/* enum item_class_value of a service code, -1 when the table says nothing. */
int service_item_class(const struct derive_tables *tables, struct slice service_code);

#endif
