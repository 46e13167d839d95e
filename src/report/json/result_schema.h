/*
 * result_schema.h - the JSON Schema (draft-07) of `--format json`, kept by hand beside report_json.c. For the linter.
 *
 * Members may be added to the result at any time, so the schema allows more than it names; a test holds every result of the
 * examples against it with nothing more allowed. docs/reference/result.md says what the members mean.
 */
#ifndef TENKEN_REPORT_JSON_RESULT_SCHEMA_H
#define TENKEN_REPORT_JSON_RESULT_SCHEMA_H

#include "base/memory/arena.h"

/* The whole schema as text in `arena`. Definitions `run`, `plan`, `file` and `summary` also fit the records of ndjson. */
struct slice result_schema(struct arena *arena);

#endif
