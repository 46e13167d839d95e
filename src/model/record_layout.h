/*
 * record_layout.h - the record layouts of the national CSV standard as tables: what each file type's rows hold and which field of the
 * plan each item fills. For who reads and who writes such files; readers/csv/layouts/record_layout.h loads them from rules/formats/.
 *
 * Everything was checked when it was loaded: an item's type fits its field, its codes are resolved. Const afterwards.
 */
#ifndef TENKEN_MODEL_RECORD_LAYOUT_H
#define TENKEN_MODEL_RECORD_LAYOUT_H

#include "model/model.h"

enum item_type {
	ITEM_YM,      /* YYYYMM */
	ITEM_YMD,     /* YYYYMMDD */
	ITEM_HHMM,    /* 0000 to 2400; 9999 = no time shown */
	ITEM_TEXT,
	ITEM_CODE,    /* one of codes */
	ITEM_FLAG,    /* 0 or 1 */
	ITEM_DIGITS,  /* exactly `length` digits; an insured number may begin with H */
	ITEM_INT,
	ITEM_DECIMAL, /* 99.99 */
	ITEM_DAYS31,  /* 31 marks, one a day */
	ITEM_CODE6,   /* service type and service item */
	ITEM_POSTAL,  /* XXX-XXXX */
	ITEM_PHONE,
	ITEM_UNUSED,
	ITEM_TYPE_COUNT
};

/* One code of an item: what it means in words, and in the model when the item fills a field. */
struct layout_code {
	struct slice code, meaning;
	const struct value *values; /* ENUM and BOOL fields: one value; lists of enums: one or, for combined codes, several */
	size_t value_count;
};

enum { LAYOUT_PATH_LENGTH = 6 };

/* What a file type is to a plan. The order decides in which order files are read and plans appear. */
enum csv_role {
	CSV_TABLE1,
	CSV_TABLE2,
	CSV_TABLE3,
	CSV_SUPPLEMENT,       /* 利用者補足情報: of a plan or of a month */
	CSV_PREVENTION,       /* 介護予防サービス・支援計画書 */
	CSV_PREVENTION_TABLE, /* its 支援計画 */
	CSV_BASICS,           /* 利用者基本情報 */
	CSV_TIMETABLE,        /* its １日の生活 */
	CSV_DISEASES,         /* its 病歴 */
	CSV_PLANNED,          /* 第6表, planned */
	CSV_ACTUAL,           /* 第6表, actual */
	CSV_UNITS,            /* 第7表 */
	CSV_WITHDRAWAL,       /* takes back what was sent before */
	CSV_ROLE_COUNT,
	CSV_NO_ROLE = CSV_ROLE_COUNT /* known by name, not read */
};

struct layout_item {
	unsigned number;    /* column, from 1 */
	struct slice name;  /* official item name */
	struct slice key;   /* short name */
	unsigned length;    /* bytes at most, 0 without a limit */
	bool required;      /* always; items that are required in certain cases count as not required */
	unsigned when_item; /* required when this item of the row, one before it, says `when_value`; 0: not so */
	struct slice when_value;
	bool continues;     /* its text stands behind that of the item before, in the same field */
	enum item_type type;
	const struct layout_code *codes;
	size_t code_count;
	enum field path[LAYOUT_PATH_LENGTH]; /* from the plan to the field it fills */
	unsigned path_length;                /* 0: it fills none */
	enum field field;    /* the end of the path, FIELD_INVALID without one */
	enum field_kind kind; /* of that field */
	unsigned slot;       /* its place among the values of its record */
	bool read_strictly;  /* reading its value tells whether it has the form of the standard */
	unsigned list_depth; /* the leading part of the path that ends in the last list on it; 0: the item fills the plan itself */
	enum field in_row;         /* the field that tells the record of that list the item belongs to; FIELD_INVALID: each row has one */
	struct value in_row_value; /* what that field says there: a text or a value of an enum */
};

/* The items that fill records of one depth of lists: 0 the plan, 1 needs, 2 long goals … */
struct layout_level {
	const struct layout_item **items;
	size_t count;
};

struct record_layout {
	struct slice file_type;        /* UP2KYO */
	struct slice name;             /* 居宅サービス計画書 第2表 */
	enum csv_role role;
	unsigned withdraws;            /* of a withdrawal: what it takes back, bit per csv_role */
	enum form form;                /* the form it carries, FORM_NONE */
	unsigned rank;                 /* order in which plans appear, from 0 */
	const struct layout_item *items;
	size_t count;                  /* columns */
	struct layout_level levels[LAYOUT_PATH_LENGTH];
	unsigned insurer, insured, plan_date, target_month, consulted_on; /* item numbers of the key; 0: not part of it */
	const struct slice *versions, *earlier_versions;
	size_t version_count, earlier_version_count;
	struct slice edition;          /* 4.1 */
	struct slice followed_by;      /* the version that took the place of this edition; empty: it is in force */
	const struct slice *name_parts; /* of the file names, behind file type and month: sender_office, receiver_office, time, … */
	size_t name_part_count;
};

/* Editions in force come first. */
struct record_layouts {
	const struct record_layout *const *items;
	size_t count;
};

/* The item whose path ends in `field`, NULL when none does; the item with a key. */
const struct layout_item *layout_item_for(const struct record_layout *layout, enum field field);
const struct layout_item *layout_item_keyed(const struct record_layout *layout, struct slice key);

#endif
