/*
 * question_limit.h - how many questions (問いかけ) a plan brings up: few enough that each is thought about. For the linter.
 */
#ifndef TENKEN_LINTER_QUESTION_LIMIT_H
#define TENKEN_LINTER_QUESTION_LIMIT_H

#include "findings/finding.h"

#define QUESTIONS_A_PLAN 5 /* unless the user wants more or fewer */

/*
 * Leaves the questions that come first by their rule's priority, then by their place in the forms, and takes the others out of the
 * list: gives how many. Findings of other kinds and suppressed ones stay. The order of the list does not change.
 */
size_t questions_limit(struct finding_list *findings, size_t most);

#endif
