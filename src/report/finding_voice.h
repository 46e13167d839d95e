/*
 * finding_voice.h - what a finding says to whom it speaks: next step and question to the care manager, basis and evidence to the
 * inspector, item of the standard, code and fix to the vendor. For the formats that people read; those for programs hold everything.
 *
 * The message itself and the question are worded by the rule for its audience; here is decided what stands beside them.
 */
#ifndef TENKEN_REPORT_FINDING_VOICE_H
#define TENKEN_REPORT_FINDING_VOICE_H

#include "report/report_format.h"

enum voice_detail {
	VOICE_ADDRESS,     /* the place on the form */
	VOICE_FIX,         /* what to do next */
	VOICE_CHIEF_BASIS, /* what a person looks up first */
	VOICE_EVERY_BASIS,
	VOICE_DECISION,    /* the date that chose the revision of the rule, and how long that is in force */
	VOICE_TABLES,      /* dated tables, with the period of the row that was found */
	VOICE_ITEM,        /* of the exchange standard */
	VOICE_NAME,        /* of the rule */
	VOICE_DETAIL_COUNT
};

/* Those of an audience in the order they are said. */
const enum voice_detail *voice_details(enum report_audience audience, size_t *count);
/* What a detail is called; the next step is a fix to who writes the program. */
struct slice voice_label(enum voice_detail detail, const struct report_run *run);
/* Nothing for what the finding does not have. VOICE_EVERY_BASIS: one of them, by `number`. */
void voice_add_detail(struct text_builder *text, const struct finding *finding, enum voice_detail detail, size_t number,
		      const struct report_run *run);
/* Each as a label and a value, in order, as far as the finding has them; values are used again for the next. */
void voice_tell(struct report *report, const struct finding *finding,
		void (*tell)(struct report *report, struct slice label, struct slice value));

/* "2018-10-01/" in words; an open end is left out. */
void voice_add_period(struct text_builder *text, struct slice period, const struct report_run *run);

/* A vendor mends a program: a question to the care manager is none to it. */
bool voice_asks(enum report_audience audience);
/* How weighty: in the words of people, where a question is called one, or with the words of machine formats to the vendor: review. */
struct slice voice_weight(const struct finding *finding, const struct report_run *run);

#endif
