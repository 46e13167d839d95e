/*
 * batch.h - what a rule over many plans adds to a rule: which small facts each plan leaves behind, how they are put together and
 * what is asked of each group. For program, rules, engine and linter.
 *
 * Such a rule is judged in two phases. While a plan is judged, its rows (of the scope `each`) are asked for the columns of a fact:
 * numbers, days and short texts, never records, so that the plan can go. When all plans are done the facts are grouped, and the
 * condition is asked once a group: it sees the columns that make the group as plain values and `facts` as a list.
 */
#ifndef TENKEN_PROGRAM_BATCH_H
#define TENKEN_PROGRAM_BATCH_H

#include "program/expressions/type.h"

/* Whose plans are looked at together. */
enum batch_scope {
	BATCH_NONE,         /* the rule looks at one plan */
	BATCH_ALL,          /* every plan of the run */
	BATCH_OFFICE,       /* of one 居宅介護支援事業所, by its number, else its name */
	BATCH_CARE_MANAGER, /* of one person of one office */
	BATCH_PERSON,       /* of one insured person */
	BATCH_SCOPE_COUNT
};

struct batch_scope_info {
	struct slice name, names_ja;       /* office; 事業所 */
	struct slice title, title_en;      /* 事業所ごと */
};

const struct batch_scope_info *batch_scope_info(enum batch_scope scope);
/* By English or Japanese name (normalised); BATCH_NONE when there is none. */
enum batch_scope batch_scope_by_name(struct slice name);

/* What every fact knows without being asked: numbers of columns before those of the rule. */
enum fact_column {
	FACT_PERSON,       /* insurer/insured; the key of the plan where a number is missing */
	FACT_PLAN,         /* key of the plan, as reports show it */
	FACT_OFFICE,       /* name and number; "" when the plan has neither */
	FACT_CARE_MANAGER, /* "" when the plan has none */
	FACT_FIRST_OWN
};

struct fact_column_type {
	struct slice name, names_ja;
	const struct type *type;
	bool is_read; /* by what is asked of groups; a column that only later columns of its row read is not kept */
};

/* The type of a fact: its columns by place, those of enum fact_column first. */
struct fact_type {
	struct fact_column_type *columns;
	size_t count;
};

/* The columns that every fact has. */
const struct fact_column_type *fact_common_columns(void);
/* By either name; SIZE_MAX when there is none. */
size_t fact_column_find(const struct fact_type *fact, struct slice name);
/* While rules are compiled: every column of the facts that a value of the type is made of is read (they are compared with each other). */
void fact_columns_all_read(const struct type *type);

#endif
