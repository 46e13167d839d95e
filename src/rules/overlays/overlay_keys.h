/*
 * overlay_keys.h - the keys of overlays: which they share, and which fields of a rule may be changed. For the files of overlays/ alone.
 */
#ifndef TENKEN_RULES_OVERLAYS_OVERLAY_KEYS_H
#define TENKEN_RULES_OVERLAYS_OVERLAY_KEYS_H

#include "rules/rule_keys.h"

enum {
	OVERLAY_TARGET,
	OVERLAY_INSURER,
	OVERLAY_REASON,
	CHANGE_TITLE, /* from here on: keys of a rule */
	CHANGE_TITLE_EN,
	CHANGE_SEVERITY,
	CHANGE_RESULT,
	CHANGE_IN_FORCE,
	CHANGE_APPLIES,
	CHANGE_LET,
	CHANGE_PROBLEM,
	CHANGE_MUST,
	CHANGE_COLLECT,
	CHANGE_JUDGE,
	CHANGE_COMPLETE,
	CHANGE_LIST,
	CHANGE_AT,
	CHANGE_FOR,
	CHANGE_PRIORITY,
	CHANGE_BASIS_MORE,
	CHANGE_TESTS,
	CHANGE_MESSAGE,
	CHANGE_MESSAGE_EN,
	CHANGE_QUESTION,
	CHANGE_QUESTION_EN,
	CHANGE_FIX,
	CHANGE_FIX_EN,
	CHANGE_COUNT
};

#define OVERLAY_CHANGE_KEY_ROWS                                                                                          \
	[OVERLAY_TARGET] = {SLICE("change|変更"), KEY_SCALAR | KEY_MANDATORY},                                           \
	[OVERLAY_INSURER] = {SLICE("insurer|保険者番号"), KEY_SCALAR | KEY_SEQUENCE},                                    \
	[OVERLAY_REASON] = {SLICE("reason|理由"), KEY_SCALAR},                                                           \
	[CHANGE_TITLE] = {SLICE("title|題名"), KEY_SCALAR},                                                              \
	[CHANGE_TITLE_EN] = {SLICE("title_en|英題"), KEY_SCALAR},                                                        \
	[CHANGE_SEVERITY] = {SLICE("severity|重さ"), KEY_SCALAR},                                                        \
	[CHANGE_RESULT] = {SLICE("result|結果"), KEY_SCALAR},                                                            \
	[CHANGE_IN_FORCE] = {SLICE("in_force|施行"), KEY_MAPPING},                                                       \
	[CHANGE_APPLIES] = {SLICE("applies|適用"), KEY_SCALAR},                                                          \
	[CHANGE_LET] = {SLICE("let|計算"), KEY_MAPPING},                                                                 \
	[CHANGE_PROBLEM] = {SLICE("problem|指摘する条件"), KEY_SCALAR},                                                  \
	[CHANGE_MUST] = {SLICE("must|守ること"), KEY_SCALAR},                                                            \
	[CHANGE_COLLECT] = {SLICE("collect|集める"), KEY_MAPPING},                                                          \
	[CHANGE_JUDGE] = {SLICE("judge|判定"), KEY_SCALAR},                                                              \
	[CHANGE_COMPLETE] = {SLICE("complete|欠けなし"), KEY_SCALAR},                                                    \
	[CHANGE_LIST] = {SLICE("list|並べる"), KEY_MAPPING},                                                             \
	[CHANGE_AT] = {SLICE("at|場所"), KEY_SCALAR},                                                                    \
	[CHANGE_FOR] = {SLICE("for|相手"), KEY_MAPPING},                                                                 \
	[CHANGE_PRIORITY] = {SLICE("priority|優先"), KEY_SCALAR},                                                        \
	[CHANGE_BASIS_MORE] = {SLICE("basis+|根拠+"), KEY_SEQUENCE},                                                     \
	[CHANGE_TESTS] = {SLICE("tests|例"), KEY_SEQUENCE},                                                              \
	[CHANGE_MESSAGE] = {SLICE("message|説明"), KEY_SCALAR},                                                          \
	[CHANGE_MESSAGE_EN] = {SLICE("message_en|英語の説明"), KEY_SCALAR},                                              \
	[CHANGE_QUESTION] = {SLICE("question|問いかけ"), KEY_SCALAR},                                                    \
	[CHANGE_QUESTION_EN] = {SLICE("question_en|英語の問いかけ"), KEY_SCALAR},                                        \
	[CHANGE_FIX] = {SLICE("fix|直し方"), KEY_SCALAR},                                                                \
	[CHANGE_FIX_EN] = {SLICE("fix_en|英語の直し方"), KEY_SCALAR}

#endif
