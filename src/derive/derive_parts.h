/*
 * derive_parts.h - the parts of derive_document. Private to derive/.
 */
#ifndef TENKEN_DERIVE_DERIVE_PARTS_H
#define TENKEN_DERIVE_DERIVE_PARTS_H

#include "derive/derive_memory.h"

struct deriving {
	struct document *document;
	struct derive_memory *memory;
	struct arena *scratch;
	bool prevention;                    /* a prevention plan: 訪問看護 means 63 there */
	struct frequency above;             /* what the row above came to, for 〃 */
};

/* A derived value with the presence and origin of its source; true when the source is written and the value can be worked out. */
bool derive_from(struct value *derived, const struct value *source);

void derive_service(struct deriving *deriving, struct record *service);
void derive_month(struct deriving *deriving, struct record *month);

#endif
