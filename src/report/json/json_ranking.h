/*
 * json_ranking.h - the plans in the order of --rank, as the member `ranking` of a result. For report_json.c alone.
 */
#ifndef TENKEN_REPORT_JSON_JSON_RANKING_H
#define TENKEN_REPORT_JSON_JSON_RANKING_H

#include "report/report_format.h"
#include "text/json/json_writer.h"

void json_add_ranking(struct json_writer *json, const struct report *report);

#endif
