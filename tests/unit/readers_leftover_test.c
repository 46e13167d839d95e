/* readers: 〇〇 that was left inside a text, told from names that were made unreadable on purpose. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "readers/leftover_findings.h"

static const struct {
	const char *text;
	size_t count;
	const char *first;
} cases[] = {
	{"〇〇ができるようになりたい。", 1, "〇〇"},
	{"自宅で○○を続けたい。", 1, "○○"},
	{"◯◯◯まで歩いて行く", 1, "◯◯◯"},
	{"××の練習を行う", 1, "××"},
	{"〇〇の手術の後、○○が難しい。", 2, "〇〇"},
	{"○○が難しい。〇〇を使う。", 2, "○○"},
	{"「〇〇に行きたい」", 1, "〇〇"},
	{"（長女）〇〇をしてほしい", 1, "〇〇"},
	{"訓練は 〇〇で行う", 1, "〇〇"},
	/* names */
	{"〇〇さんと花の手入れをしたい。", 0, NULL},
	{"○○様の希望", 0, NULL},
	{"○○病院に通う", 0, NULL},
	{"〇〇医院を受診", 0, NULL},
	{"○○市の広報", 0, NULL},
	{"〇〇ちゃんに会いたい", 0, NULL},
	{"〇〇くんと遊ぶ", 0, NULL},
	{"〇〇デイサービスで入浴", 0, NULL},
	{"〇〇（長女）に連絡", 0, NULL},
	{"長女〇〇が来る", 0, NULL},
	{"見本クリニック〇〇に相談", 0, NULL},
	{"Ａ〇〇に行く", 0, NULL},
	{"山々〇〇に行く", 0, NULL},
	{"A氏と話す", 0, NULL},
	{"●●を楽しみにしている", 0, NULL},
	{"〇〇年に結婚", 0, NULL},
	{"〇〇、〇〇", 0, NULL},
	/* other signs */
	{"〇をつける", 0, NULL},
	{"×を書く", 0, NULL},
	{"〇×を書く", 0, NULL},
	{"○", 0, NULL},
	{"庭の花の手入れを続けたい。", 0, NULL},
	{"", 0, NULL},
	{"〇〇", 0, NULL}, /* the whole value: another finding */
	{"\xE3\x80", 0, NULL},
};

static void marks_are_told_from_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct slice first;
		size_t count = leftover_marks(slice_from_string(cases[i].text), &first);

		if (count != cases[i].count || (count && !slice_equal(first, slice_from_string(cases[i].first))))
			fail_msg("%s: %zu, %.*s", cases[i].text, count, SLICE_PRINT(first));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(marks_are_told_from_names)};

	return cmocka_run_group_tests_name("marks left in texts", tests, NULL, NULL);
}
