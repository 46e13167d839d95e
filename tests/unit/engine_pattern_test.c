/* engine: regular expressions match, refuse what is none, and take time linear in the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/values/pattern.h"

#include <string.h>

static struct arena arena;

static bool matches(const char *pattern, const char *text)
{
	struct pattern *compiled = pattern_compile(&arena, slice_from_string(pattern));

	assert_non_null(compiled);
	return pattern_matches(compiled, &arena, slice_from_string(text));
}

static void patterns_match_anywhere(void **state)
{
	static const struct {
		const char *pattern, *text;
		bool matches;
	} rows[] = {
		{"", "", true},
		{"b", "abc", true},
		{"^b", "abc", false},
		{"^a.c$", "abc", true},
		{"^a.c$", "a\nc", false},
		{"^(ab)*$", "ababab", true},
		{"^(ab)*$", "ababa", false},
		{"^(a|bc|d)+$", "abcdabc", true},
		{"^(a|bc|d)+$", "abcdab", false},
		{"^a{2,3}$", "a", false},
		{"^a{2,3}$", "aa", true},
		{"^a{2,3}$", "aaa", true},
		{"^a{2,3}$", "aaaa", false},
		{"^a{0,2}$", "", true},
		{"^(a|b){0,2}c$", "bac", true},
		{"^(a|b){0,2}c$", "babc", false},
		{"^a{2,}$", "aaaaa", true},
		{"^a{2,}$", "a", false},
		{"^a{0}b$", "b", true},
		{"^(a?b)?c$", "abc", true},
		{"^[あ-ん]+$", "ひらがな", true},
		{"^[^あ-ん]+$", "カナ", true},
		{"^[^あ-ん]+$", "カなナ", false},
		{"^[\\d-]+$", "090-1234", true},
		{"^\\w+\\s\\D$", "ab1 x", true},
		{"^\\S$", " ", false},
		{"\\.\\\\", "a.\\", true},
		{"a|^b|c$", "xc", true},
		{"^(?:ab|a)c$", "ac", true},
		{"x*?y", "xxy", true},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (matches(rows[i].pattern, rows[i].text) != rows[i].matches)
			fail_msg("%s against %s", rows[i].pattern, rows[i].text);
}

static void what_is_no_pattern_is_refused(void **state)
{
	static const char *const patterns[] = {"(", ")", "a)", "*", "a**b(", "[a", "[b-a]", "a{2", "a{3,2}", "a{x}", "\\", "\\q", "(?=a)",
					       "a{999}{999}", "((((a{9}){9}){9}){9}){9}"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(patterns); i++)
		if (pattern_compile(&arena, slice_from_string(patterns[i])))
			fail_msg("%s compiles", patterns[i]);
}

static void time_is_linear(void **state)
{
	char text[30001];

	(void)state;
	memset(text, 'a', sizeof text - 1); /* backtracking would take longer than the sun shines */
	text[sizeof text - 1] = '\0';
	assert_false(matches("^(a*)*b$", text));
	assert_false(matches("(a|aa)+$b", text));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match_anywhere),
		cmocka_unit_test(what_is_no_pattern_is_refused),
		cmocka_unit_test(time_is_linear),
	};
	int failures;

	arena_init(&arena, NULL);
	failures = cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
	arena_release(&arena);
	return failures;
}
