/*
 * placeholder.h - words that stand for a value: until somebody fills it in (〇〇, ××, 要確認, 未定, 選定中), or for the one above (〃, 同上).
 * For value_read and readers.
 *
 * Names that were made unreadable on purpose (〇〇医院, A氏) are none, nor are facts (退院日は未定).
 */
#ifndef TENKEN_MODEL_VALUES_PLACEHOLDER_H
#define TENKEN_MODEL_VALUES_PLACEHOLDER_H

#include "model/model.h"

/* Nothing, blanks, ~ or null. */
bool text_is_blank(struct slice text);
/* The whole text is one: 〇〇 or longer, ×× or longer, or one of the words, also in brackets. */
bool placeholder_whole(struct slice text, struct slice *word);
/*
 * A text of a plan's form that holds a word in brackets （要確認）, or ends in one behind a mark or blank (事業所：選定中). Fields that
 * tell what happened (支援経過, meetings, monitoring, stays in hospital) are left alone: there such words are facts.
 */
bool placeholder_inside(enum field field, struct slice text, struct slice *word);

/* The whole text says that the cell above holds: 〃, 同上. */
bool text_is_ditto(struct slice text);

#endif
