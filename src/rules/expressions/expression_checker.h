/*
 * expression_checker.h - what the parts of the checker share. For the files of the checker alone.
 *
 * Checking never stops at a mistake: the node becomes poison, whose type fits everywhere, so that several mistakes of one
 * expression are shown at once and each of them once.
 */
#ifndef TENKEN_RULES_EXPRESSIONS_EXPRESSION_CHECKER_H
#define TENKEN_RULES_EXPRESSIONS_EXPRESSION_CHECKER_H

#include "program/batch.h"
#include "rules/expressions/expression_syntax.h"

struct checker {
	struct expression_compiler *compiler;
	struct arena *arena;
};

/* `expected` is a hint from the other side (an enum's words are texts until they meet the enum), or NULL. */
struct expression *check(struct checker *checker, const struct syntax *syntax, const struct type *expected);
struct expression *check_literal(struct checker *checker, const struct syntax *syntax, const struct type *expected);
struct expression *check_list(struct checker *checker, const struct syntax *syntax, const struct type *expected);
struct expression *check_map(struct checker *checker, const struct syntax *syntax);
struct expression *check_call(struct checker *checker, const struct syntax *syntax);
struct expression *check_binary(struct checker *checker, const struct syntax *syntax);

struct expression *new_expression(struct checker *checker, const struct syntax *syntax, enum expression_kind kind,
				  const struct type *type);
/* Reports at the syntax and gives a poisoned node. */
struct expression *reject(struct checker *checker, const struct syntax *syntax, struct slice message, struct slice message_en);
struct expression *poison(struct checker *checker, const struct syntax *syntax);
/* As reject, for mistakes of types: without checking of types the node is left to fail when it runs. */
struct expression *reject_type(struct checker *checker, const struct syntax *syntax, struct expression *node, struct slice message,
			       struct slice message_en);

/* Texts alone do not say which enum they belong to: the other side is checked first and tells. */
bool is_of_words(const struct syntax *syntax);
/* dyn, poison and the element of [] fit everywhere. */
bool is_open(const struct type *type);
bool assignable(const struct type *wanted, const struct type *given);
/* The type of a list or condition that holds both; NULL when nothing holds both. */
const struct type *join_types(struct checker *checker, const struct type *a, const struct type *b);
struct slice type_words(struct checker *checker, const struct type *type);    /* in Japanese */
struct slice type_words_en(struct checker *checker, const struct type *type);
struct slice hint_ja(struct checker *checker, struct slice nearest); /* "「…」のことですか。", or empty */
struct slice hint_en(struct checker *checker, struct slice nearest);

/* By either name; NULL when none is visible. */
const struct expression_name *find_name(const struct expression_compiler *compiler, struct slice name);
/* a.b.c where an environment has names with dots (the longest goes before the fields of a shorter one), or the name of a type; else NULL. */
struct expression *check_cel_name(struct checker *checker, const struct syntax *syntax);
struct expression *check_has(struct checker *checker, const struct syntax *syntax);
/* As check, and it must be a condition. */
struct expression *check_condition(struct checker *checker, const struct syntax *syntax);

/* The variable of a macro: visible from push to pop. */
unsigned push_variable(struct checker *checker, const struct syntax *syntax, const struct type *type);
void pop_variable(struct checker *checker);

#endif
