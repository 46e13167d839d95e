/* The model's tables, built from fields.def, enums.def and forms.def at compile time. */
#include "model/model.h"

#include <assert.h>

const struct field_info model_fields[FIELD_COUNT] = {
#define RECORD(record_, names_ja_)
#define FIELD(record_, field_, names_ja_, kind_, element_, flags_, form_, csv_, note_)                                   \
	[record_##_##field_] = {.name = SLICE(#field_),                                                                  \
				.names_ja = SLICE(names_ja_),                                                            \
				.record = RECORD_##record_,                                                              \
				.kind = KIND_##kind_,                                                                    \
				.element = element_,                                                                     \
				.flags = flags_,                                                                         \
				.form = form_,                                                                           \
				.csv_source = SLICE(csv_),                                                               \
				.note = SLICE(note_)},
#define RECORD_END(record_)
#include "model/fields.def"
#undef RECORD
#undef FIELD
#undef RECORD_END
};

const struct record_info model_records[RECORD_COUNT] = {
#define RECORD(record_, names_ja_)                                                                                       \
	[RECORD_##record_] = {.name = SLICE(#record_),                                                                   \
			      .name_ja = SLICE(names_ja_),                                                               \
			      .first = FIRST_##record_,                                                                  \
			      .count = END_##record_ - FIRST_##record_},
#define FIELD(record_, field_, names_ja_, kind_, element_, flags_, form_, csv_, note_)
#define RECORD_END(record_)
#include "model/fields.def"
#undef RECORD
#undef FIELD
#undef RECORD_END
};

/* The bit of a field when `is_`; a record of more than 64 fields does not compile. */
#define FIELD_BIT(record_, field_, is_) | (uint64_t)(is_) << (record_##_##field_ - FIRST_##record_)
#define RECORD(record_, names_ja_) [RECORD_##record_] = 0
#define RECORD_END(record_) ,

const uint64_t model_texts[RECORD_COUNT] = {
#define FIELD(record_, field_, names_ja_, kind_, element_, flags_, form_, csv_, note_)                                   \
	FIELD_BIT(record_, field_, KIND_##kind_ == KIND_TEXT && !((flags_) & FIELD_DERIVED))
#include "model/fields.def"
#undef FIELD
};

const uint64_t model_parts[RECORD_COUNT] = {
#define FIELD(record_, field_, names_ja_, kind_, element_, flags_, form_, csv_, note_)                                   \
	FIELD_BIT(record_, field_, (KIND_##kind_ == KIND_RECORD || KIND_##kind_ == KIND_LIST_RECORD) && !((flags_) & FIELD_DERIVED))
#include "model/fields.def"
#undef FIELD
};

const uint64_t model_inputs[RECORD_COUNT] = {
#define FIELD(record_, field_, names_ja_, kind_, element_, flags_, form_, csv_, note_)                                   \
	FIELD_BIT(record_, field_, !((flags_) & FIELD_DERIVED))
#include "model/fields.def"
#undef FIELD
};

#undef FIELD_BIT
#undef RECORD
#undef RECORD_END

#define ENUM_BEGIN(name_, ordered_) static const struct enum_value_info name_##_values[] = {
#define ENUM_VALUE(name_, value_, names_ja_, code_)                                                                      \
	[name_##_##value_] = {.name = SLICE(#value_), .names_ja = SLICE(names_ja_), .code = SLICE(code_)},
#define ENUM_END(name_)                                                                                                  \
	}                                                                                                                \
	;
#include "model/enums.def"
#undef ENUM_BEGIN
#undef ENUM_VALUE
#undef ENUM_END

static const struct enum_info enums[ENUM_COUNT] = {
#define ENUM_BEGIN(name_, ordered_)                                                                                      \
	[ENUM_##name_] = {.name = SLICE(#name_),                                                                         \
			  .ordered = ordered_,                                                                           \
			  .values = name_##_values,                                                                      \
			  .count = sizeof name_##_values / sizeof name_##_values[0]},
#define ENUM_VALUE(name_, value_, names_ja_, code_)
#define ENUM_END(name_)
#include "model/enums.def"
#undef ENUM_BEGIN
#undef ENUM_VALUE
#undef ENUM_END
};

static const struct form_info forms[FORM_COUNT] = {
#define FORM(id_, name_ja_, aliases_, name_en_)                                                                          \
	[FORM_##id_] = {.name_ja = SLICE(name_ja_), .aliases = SLICE(aliases_), .name_en = SLICE(name_en_)},
#include "model/forms.def"
#undef FORM
};

const struct enum_info *enum_info(enum enum_kind kind)
{
	assert(kind < ENUM_COUNT);
	return &enums[kind];
}

const struct form_info *form_info(enum form form)
{
	assert(form < FORM_COUNT);
	return &forms[form];
}

struct slice first_name(struct slice names)
{
	size_t end = slice_find(names, SLICE_OF("|"), 0);

	return slice_part(names, 0, end);
}
