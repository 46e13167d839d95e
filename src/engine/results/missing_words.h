/*
 * missing_words.h - names what a rule could not be checked without: a form, a cell, a row of a table. Private to engine/, for
 * rule_results.c.
 */
#ifndef TENKEN_ENGINE_RESULTS_MISSING_WORDS_H
#define TENKEN_ENGINE_RESULTS_MISSING_WORDS_H

#include "engine/results/rule_results.h"

/* The cell a person writes, when derive/ fills the field from it; else the field itself. */
enum field missing_field_on_paper(enum field field);
/* 第5表; 第2表 サービス 種別（読み取れる書き方のもの）; 第6表 予定 サービスコードの区分（119999）. In the arena of the results, or constant. */
struct slice missing_words(const struct rule_results *results, const struct missing_entry *entry, struct cel_origin origin);

#endif
