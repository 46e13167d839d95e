/*
 * flat_layout.h - which headings of somebody's table mean which fields of a plan, read from YAML. For the flat CSV reader and
 * whoever explains what it understood.
 *
 * The shipped layouts are rules/formats/flat.yaml (plans, one row a service) and assessment.yaml (one row an assessment item); the
 * heads of these files explain the keys. An office's own file (--layout) has the same form and is asked first. Everything is
 * checked when it is loaded and const afterwards; borrowed from the arena and the texts it was loaded with.
 */
#ifndef TENKEN_READERS_FLAT_LAYOUT_H
#define TENKEN_READERS_FLAT_LAYOUT_H

#include "base/failure.h"
#include "base/memory/arena.h"
#include "model/model.h"
#include "readers/yaml/stream/yaml_outline.h"

enum flat_table {
	FLAT_PLAN,       /* one row a service */
	FLAT_ASSESSMENT, /* one row an assessment item */
	FLAT_TABLE_COUNT
};

enum { FLAT_PATH_LENGTH = 6 };

struct flat_names {
	const struct slice *items; /* normalised for comparison */
	size_t count;
};

struct flat_column {
	struct slice title;                /* how people call the field: its first name as written */
	enum field path[FLAT_PATH_LENGTH]; /* from the plan to the field */
	unsigned path_length;
	enum field field;                  /* the end of the path */
	enum field_kind kind;
	unsigned depth;                    /* lists on the path: 0 fills the plan itself, 4 the service of plan.needs.….services */
	unsigned list_end;                 /* the leading part of the path that ends in its last list */
	struct flat_names names;           /* headings that mean this field and no other */
	struct flat_names maybe;           /* headings that may mean it, and others as well: asked about */
	unsigned position;                 /* the column itself, from 1: for headings that say nothing; 0: by name */
};

struct flat_layout {
	enum flat_table table;
	struct slice path; /* of the file it was read from */
	const struct flat_column *columns;
	size_t count;
	struct flat_names ignored; /* headings nobody needs to hear about */
	enum field lists[FLAT_PATH_LENGTH]; /* the one chain of lists that rows fill: needs, long_goals, short_goals, services */
	unsigned list_count;
};

struct flat_layouts {
	const struct flat_layout *shipped[FLAT_TABLE_COUNT];
	const struct flat_layout *own[FLAT_TABLE_COUNT]; /* of --layout, or NULL */
};

/* A layout file. */
struct flat_text {
	struct slice path, text;
	const struct yaml_outline *outline; /* of the text, when the build made one; else NULL */
};

/*
 * Reads the documents of the text that say which table they are for; others are left alone, or refused when `own`. `own` layouts may
 * name a field by any heading of the shipped ones, which must be loaded before. False with "path:line: what is wrong".
 */
bool flat_layout_load(struct flat_layouts *layouts, struct arena *arena, const struct flat_text *text, bool own,
		      struct failure *failure);

#endif
