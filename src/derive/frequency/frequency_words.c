/* The words of a frequency: 毎日, 隔週, 随時, 程度, 以内. */
#include "derive/frequency/frequency_cursor.h"

#include "base/compiler.h"

#include <string.h>

static const struct {
	struct slice word;
	unsigned meaning; /* of enum frequency_word; 0: says nothing about how often */
} words[] = {
	{SLICE("毎食"), WORD_EVENT},	      {SLICE("毎日"), WORD_EVERY_DAY},	    {SLICE("連日"), WORD_EVERY_DAY},
	{SLICE("日々"), WORD_EVERY_DAY},      {SLICE("毎朝"), WORD_EVERY_DAY},	    {SLICE("毎晩"), WORD_EVERY_DAY},
	{SLICE("毎週"), WORD_EVERY_WEEK},     {SLICE("毎月"), WORD_EVERY_MONTH},    {SLICE("毎"), 0},
	{SLICE("平日"), WORD_WORKING_DAYS},   {SLICE("隔週"), WORD_OTHER_WEEK},	    {SLICE("隔日"), WORD_OTHER_DAY},
	{SLICE("隔月"), WORD_OTHER_MONTH},    {SLICE("常時"), WORD_CONTINUOUS},	    {SLICE("終日"), WORD_CONTINUOUS},
	{SLICE("通年"), WORD_CONTINUOUS},     {SLICE("貸与期間中"), WORD_CONTINUOUS}, {SLICE("期間中"), WORD_CONTINUOUS},
	{SLICE("継続"), WORD_CONTINUOUS},     {SLICE("貸与"), WORD_CONTINUOUS},	    {SLICE("レンタル"), WORD_CONTINUOUS},
	{SLICE("随時"), WORD_AS_NEEDED},      {SLICE("適宜"), WORD_AS_NEEDED},	    {SLICE("適時"), WORD_AS_NEEDED},
	{SLICE("必要時"), WORD_AS_NEEDED},    {SLICE("必要に応じ"), WORD_AS_NEEDED}, {SLICE("必要な時"), WORD_AS_NEEDED},
	{SLICE("その都度"), WORD_AS_NEEDED},  {SLICE("都度"), WORD_AS_NEEDED},	    {SLICE("状況に応じ"), WORD_AS_NEEDED},
	{SLICE("緊急時"), WORD_AS_NEEDED},    {SLICE("希望時"), WORD_AS_NEEDED},    {SLICE("体調不良時"), WORD_AS_NEEDED},
	{SLICE("不定期"), WORD_AS_NEEDED},    {SLICE("受診時"), WORD_EVENT},	    {SLICE("受診日"), WORD_EVENT},
	{SLICE("通院日"), WORD_EVENT},	      {SLICE("通院時"), WORD_EVENT},	    {SLICE("入浴後"), WORD_EVENT},
	{SLICE("起床時"), WORD_EVENT},	      {SLICE("就寝前"), WORD_EVENT},	    {SLICE("就寝時"), WORD_EVENT},
	{SLICE("食後"), WORD_EVENT},	      {SLICE("食前"), WORD_EVENT},	    {SLICE("外出時"), WORD_EVENT},
	{SLICE("程度"), WORD_ABOUT},	      {SLICE("くらい"), WORD_ABOUT},	    {SLICE("ぐらい"), WORD_ABOUT},
	{SLICE("およそ"), WORD_ABOUT},	      {SLICE("約"), WORD_ABOUT},	    {SLICE("ほど"), WORD_ABOUT},
	{SLICE("以内"), WORD_AT_MOST},	      {SLICE("上限"), WORD_AT_MOST},	    {SLICE("最大"), WORD_AT_MOST},
	{SLICE("まで"), WORD_AT_MOST},	      {SLICE("以上"), WORD_AT_LEAST},	    {SLICE("午前"), 0},
	{SLICE("午後"), 0},		      {SLICE("祝日"), 0},		    {SLICE("各"), 0},
	{SLICE("時間"), 0},		      {SLICE("週末"), WORD_WEEKEND},	    {SLICE("いずれか"), WORD_CHOICE},
	{SLICE("どちらか"), WORD_CHOICE},     {SLICE("うち"), WORD_CHOICE},	    {SLICE("または"), WORD_CHOICE},
	{SLICE("又は"), WORD_CHOICE},	      {SLICE("もしくは"), WORD_CHOICE},     {SLICE("等"), WORD_CHOICE},
	{SLICE("など"), WORD_CHOICE},	      {SLICE("を除く"), 0},		    {SLICE("除く"), 0},
};

enum { FIRST_CHARACTER = 3 }; /* bytes: every word begins with kana or kanji */

bool frequency_take_word(struct frequency_cursor *cursor)
{
	struct slice rest = slice_part(cursor->cell->text, cursor->cell->offset[cursor->at], cursor->cell->text.length);

	if (rest.length < FIRST_CHARACTER)
		return false;
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (memcmp(rest.data, words[i].word.data, FIRST_CHARACTER) != 0 || !slice_starts_with(rest, words[i].word))
			continue;
		uint32_t end = cursor->cell->offset[cursor->at] + (uint32_t)words[i].word.length;

		while (cursor->cell->offset[cursor->at] < end)
			cursor->at++;
		cursor->parts->words |= words[i].meaning;
		if (words[i].meaning == WORD_EVENT) /* 毎食後, 受診時のみ */
			while (cursor->cell->at[cursor->at] && cursor->cell->at[cursor->at] != ' ' && cursor->cell->at[cursor->at] != '(' &&
			       !cell_is_digit(cursor->cell->at[cursor->at]))
				cursor->at++;
		return true;
	}
	return false;
}
