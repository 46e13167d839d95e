/*
 * expression.h - a checked expression: the tree that rules/ makes of a condition and engine/ walks.
 *
 * Immutable once compiled, in the rule set's arena, shared by all workers. Every node knows its type and its place in the
 * expression's text.
 */
#ifndef TENKEN_PROGRAM_EXPRESSIONS_EXPRESSION_H
#define TENKEN_PROGRAM_EXPRESSIONS_EXPRESSION_H

#include "program/expressions/cel_value.h"
#include "program/expressions/functions.h"
#include "program/rule_scope.h"

enum expression_kind {
	EXPRESSION_LITERAL,     /* .literal */
	EXPRESSION_NAME,        /* .slot */
	EXPRESSION_FIELD,       /* .field of the record .first */
	EXPRESSION_COLUMN,      /* number .count of the fact .first: fact.units */
	EXPRESSION_KEY,         /* .literal (a string) of the map .first: m.key */
	EXPRESSION_HAS_FIELD,   /* has(record.field) */
	EXPRESSION_HAS_KEY,     /* has(map.key) */
	EXPRESSION_IS_NULL,     /* .first == null */
	EXPRESSION_IS_NOT_NULL, /* .first != null */
	EXPRESSION_INDEX,       /* .first [ .second ] */
	EXPRESSION_NOT,
	EXPRESSION_NEGATE,
	EXPRESSION_AND, /* of .items, .count */
	EXPRESSION_OR,  /* the same */
	EXPRESSION_CONDITIONAL, /* .first ? .second : .third */
	EXPRESSION_EQUAL,
	EXPRESSION_NOT_EQUAL,
	EXPRESSION_LESS,
	EXPRESSION_LESS_EQUAL,
	EXPRESSION_GREATER,
	EXPRESSION_GREATER_EQUAL,
	EXPRESSION_IN,
	EXPRESSION_ADD,
	EXPRESSION_SUBTRACT,
	EXPRESSION_MULTIPLY,
	EXPRESSION_DIVIDE,
	EXPRESSION_REMAINDER,
	EXPRESSION_LIST, /* .items, .count; the whole as .literal when every item is one, else .literal is no list */
	EXPRESSION_MAP,  /* .items as key, value, key, value …; .count of entries */
	EXPRESSION_CALL, /* .function of .items, .count; a receiver is the first item */
	EXPRESSION_BLANK_CELL, /* a CALL of blank() whose argument is a field that is no record */
	/* Over the list or map .first with the variable in .slot: .second is the condition or the value; .third the condition of
	 * map with three arguments, else NULL. */
	EXPRESSION_ALL,
	EXPRESSION_EXISTS,
	EXPRESSION_EXISTS_ONE,
	EXPRESSION_MAP_EACH,
	EXPRESSION_FILTER,
	EXPRESSION_KIND_COUNT
};

struct lexicon;
struct lookup_table;
struct pattern;

/*
 * 48 bytes, because a rule set has tens of thousands: members that no kind of node has together share their place. Which ones a
 * kind has stands beside it above; to go over whatever a node is made of, ask expression_parts().
 */
struct expression {
	uint8_t kind;     /* enum expression_kind */
	uint8_t function; /* enum function of a CALL; enum field_kind of a FIELD */
	uint16_t slot;    /* of a FIELD its place among the values of its record */
	uint32_t offset, length; /* bytes in the expression's text */
	union {
		uint32_t count;   /* of items */
		enum field field; /* of FIELD and HAS_FIELD */
	};
	const struct type *type;
	union {
		const struct expression *operands[3]; /* the three below */
		struct {
			union {
				const struct expression *first;
				const struct expression **items;
			};
			union {
				struct {
					const struct expression *second, *third;
				};
				struct cel_value literal;
				union { /* what a literal argument of a CALL stands for, found when compiled */
					const struct lexicon *lexicon;    /* mentions */
					const struct lookup_table *table; /* lookup */
					const struct pattern *pattern;    /* matches */
				} resolved;
			};
		};
	};
};

/* The expressions a node is made of, in the order they are evaluated; none is NULL. */
struct expression_parts {
	const struct expression *const *items;
	size_t count;
};

struct expression_parts expression_parts(const struct expression *node);
/* Does a node of its kind have .literal? */
bool expression_has_literal(const struct expression *node);

/*
 * Slots of an evaluation: the name of a scope has the number of the scope (rule_scope.h), `previous` the next one; named
 * expressions (let) and the variables of all, exists, map … follow as the compiler gives them out.
 */
#define SLOT_PREVIOUS ((unsigned)SCOPE_COUNT)
#define SLOT_FIRST_FREE ((unsigned)SCOPE_COUNT + 1)

/*
 * Calls `visit` for every field the expression reads (FIELD and HAS_FIELD), outermost path first, in the order of the text.
 * `path` is the FIELD node: path->first leads up to the name. NULL has none.
 */
void expression_visit_fields(const struct expression *expression,
			     void (*visit)(void *context, const struct expression *path), void *context);
/* Does `node` stand somewhere in the tree? */
bool expression_holds(const struct expression *tree, const struct expression *node);
/* Is it a name followed by fields alone (short_goal.period.to)? */
bool expression_is_path(const struct expression *expression);

#endif
