/*
 * plan_facts.h - what reports say of a plan: key, kind, date, and the person behind the fingerprints. For the linter alone.
 */
#ifndef TENKEN_LINTER_PLAN_FACTS_H
#define TENKEN_LINTER_PLAN_FACTS_H

#include "model/model.h"
#include "report/report.h"

struct slice plan_kind_name(bool prevention, bool english); /* 居宅サービス計画書, home care plan */
/* "insurer/insured": whom fingerprints belong to; empty when either is missing. */
struct slice plan_person(const struct record *plan, struct arena *arena);
/*
 * Fills person, key, kind, kind_name, the plan date and the office. The key is insurer/insured/plan date/kind; it is left empty without
 * the numbers or the date: then it is plan_key_by_number.
 */
void plan_facts(struct report_plan *facts, const struct record *plan, struct arena *arena, bool english);
/* path#document: the key of a plan that does not say whose it is. */
struct slice plan_key_by_number(struct arena *arena, struct slice path, uint32_t ordinal);

#endif
