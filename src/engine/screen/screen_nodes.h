/*
 * screen_nodes.h - what a screen is made of: tables of rows, conditions on them shared by all rules, words by text. Private to screen/.
 */
#ifndef TENKEN_ENGINE_SCREEN_NODES_H
#define TENKEN_ENGINE_SCREEN_NODES_H

#include "engine/screen/screen.h"

/* The longest path from the plan to a list. */
enum { SCREEN_PATH = 3 };

/* Of the rows that were asked about; those in neither are for the evaluator. */
struct screen_answers {
	uint64_t yes, no;
};

/* A list of records of the plan, or the plan itself as the only row. */
struct screen_table {
	enum field path[SCREEN_PATH]; /* from the plan to the list; FIELD_INVALID behind its end */
	struct screen_table *next;
	uint64_t document;            /* for which the following holds */
	bool usable;                  /* every row is a record that is there, and they are not too many */
	uint64_t all;                 /* a bit a row */
	const struct record *const *rows;
	const struct scope_row *scope_rows; /* the same rows with the records around them; NULL unless their scope is at work */
};

enum screen_kind {
	SCREEN_WALK,   /* the evaluator says it, row by row */
	SCREEN_PROPER, /* the evaluator has a value for .expression that a list may hold: true or unsure */
	SCREEN_AND,  /* of .items */
	SCREEN_OR,
	SCREEN_NOT,      /* of .items[0] */
	SCREEN_CHOICE,   /* .items[0] ? .items[1] : .items[2] */
	SCREEN_MENTIONS, /* a text of .words holds a word of the lexicon .number */
	SCREEN_EXISTS,   /* .items[i] of any row of .parts[i] */
	SCREEN_ALL,
	SCREEN_COUNT, /* the size of all .parts compared with .number */
	SCREEN_TALLY  /* how many of .items are true, compared with .number */
};

enum { SCREEN_TALLY_MOST = 16, NO_ANSWER = UINT16_MAX };

/* Rows of a table that belong to a list. */
struct screen_part {
	struct screen_table *table;
	struct screen_node *where;  /* NULL: all rows */
	struct screen_node *proper; /* of which the list has an item; NULL: of all */
};

struct screen_words;

struct screen_node {
	uint8_t kind;       /* enum screen_kind */
	uint8_t comparison; /* of a COUNT: enum expression_kind */
	bool names_lets;    /* of a WALK: it holds for the names of one rule alone */
	bool names_above;   /* of a WALK: it reads the records around a row too */
	uint16_t slot;      /* of a WALK: where its expression expects the row; SCOPE_PLAN when it reads the plan alone */
	uint16_t count;     /* of items */
	struct screen_table *table; /* whose rows it says something about */
	const struct screen_part *parts;
	uint16_t part_count;
	struct screen_node **items;
	const struct expression *expression; /* of a WALK or PROPER, as all that is said of a WALK */
	struct screen_words *words;
	struct screen_column *column; /* of a WALK: all it reads of a row; NULL when it reads more */
	uint16_t answer; /* of a WALK: the number under which texts remember what it said of them; NO_ANSWER: they do not */
	uint32_t most_steps; /* that one of these answers took */
	int64_t number;
	uint64_t hash;
	struct screen_node *next; /* of the same bucket */
	/* of the document at hand */
	uint64_t document;
	uint64_t asked, yes, no; /* rows */
	uint64_t steps;          /* that the evaluator took for them */
};

/* Rows that have the same in a cell. */
struct screen_cells {
	enum presence presence;
	bool counted; /* is_derived() asks that */
	uint64_t content;
	uint64_t rows;
	struct known_text *text; /* NULL when it is no text, an empty one or not written */
};

/* A cell of every row of a table. */
struct screen_column {
	struct screen_table *table;
	const struct expression *path; /* to a cell that is no record and no list */
	unsigned slot;                 /* of the name it begins with */
	struct screen_column *next;
	struct screen_words *words; /* of a column of texts, when somebody asked */
	uint64_t document;
	unsigned count;
	struct screen_cells cells[SCREEN_ROWS];
};

/* The lexicons that count a word of the texts of a column. */
struct screen_words {
	struct screen_column *column;
	uint64_t document;
	uint64_t told;       /* rows whose text is written */
	uint64_t steps;      /* that the evaluator would take to look at all of them */
	uint64_t *mentioned; /* by lexicon: rows */
};

enum { SCREEN_BUCKETS = 1024 };

struct screen {
	struct arena *arena; /* the worker's */
	struct evaluation *evaluation;
	const struct record *plan;
	uint64_t document; /* counts documents */
	uint64_t columns_read;
	uint16_t answers;  /* numbers given out */
	uint64_t steps;    /* that the evaluator took for what was asked since the rule began */
	const struct screened_rule *rule; /* at work */
	struct screen_table plan_table;   /* and, behind it, all others */
	struct screen_table *scope_table; /* of the scope at work */
	struct screen_column *columns;
	uint16_t *class_of_word; /* by number in the automaton: a lexicon, and whether it is one of its blockers */
	uint32_t word_count;
	bool *marked;      /* by class: what stands in the text at hand */
	uint16_t *counted; /* room for all lexicons */
	struct screen_node *buckets[SCREEN_BUCKETS];
};

struct screened_rule {
	const struct rule_revision *revision;
	struct screen_node *applies;   /* NULL: always */
	struct screen_node *condition;
	bool says_hit; /* its words name the one that was found, which the evaluator alone knows */
	const struct rule_let *const *of_row; /* lets that read more than the plan */
	size_t of_row_count;
};

/* Finds the rows of a table in the document at hand; false when they cannot be screened. */
bool screen_table_load(struct screen *screen, struct screen_table *table);
/* The table of a list by its path, made when there is none. */
struct screen_table *screen_table_of(struct screen *screen, const enum field path[SCREEN_PATH]);
/* The cell a path means when `record` stands at its beginning; NULL when a record on the way is not there. */
const struct value *screen_cell(const struct expression *path, const struct record *record);

/* The column of a path that begins with the name of a row, made when there is none. */
struct screen_column *screen_column_of(struct screen *screen, struct screen_table *table, const struct expression *path, unsigned slot);
/* Reads the cells of the document at hand, if that has not been done. */
void screen_column_load(struct screen *screen, struct screen_column *column);

/* What the evaluator says, row by row or once for rows with the same cell. */
struct screen_answers screen_walk(struct screen *screen, struct screen_node *node, uint64_t rows);
/* Of which rows it has a value that a list may hold. */
struct screen_answers screen_find_proper(struct screen *screen, struct screen_node *node, uint64_t rows);

/* Which lexicon has which word; once a screen. */
void screen_words_index(struct screen *screen);
/* The words of a column of texts, made when there are none. */
struct screen_words *screen_words_of(struct screen *screen, struct screen_column *column);
/* Reads the texts of the document at hand, if that has not been done. */
void screen_words_load(struct screen *screen, struct screen_words *words);

#endif
