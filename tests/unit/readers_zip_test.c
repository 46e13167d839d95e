/* readers: .zip archives made here, whole, broken and hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text_builder.h"
#include "readers/zip/zip_contents.h"
#include "readers/zip/zip_directory.h"
#include "readers/zip/zip_expander.h"

static struct arena arena;
static struct zip_contents zip;
static struct finding_list findings;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	finding_list_init(&findings, &arena, true);
	zip = (struct zip_contents){0};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	zip_contents_release(&zip);
	arena_release(&arena);
	return 0;
}

/* ---- archives of stored files ---- */

struct stored {
	struct slice name, bytes;
	unsigned flags;
	bool wrong_sum;
	size_t same_as; /* number + 1 of the entry whose bytes this one claims; 0: its own */
};

static void add_number(struct text_builder *text, uint64_t number, unsigned length)
{
	for (unsigned i = 0; i < length; i++)
		text_builder_add_char(text, (char)(i < sizeof number ? number >> 8 * i & 0xFF : 0));
}

static uint32_t sum_of(struct slice bytes)
{
	uint32_t sum = UINT32_MAX;

	for (size_t i = 0; i < bytes.length; i++) {
		sum ^= (unsigned char)bytes.data[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320u : 0);
	}
	return ~sum;
}

/* What both headers of an entry share: from the flags to the length of the name. */
static void add_facts(struct text_builder *text, const struct stored *entry)
{
	add_number(text, entry->flags, 2);
	add_number(text, 0, 2); /* stored */
	add_number(text, 0x5C814800, 4);
	add_number(text, sum_of(entry->bytes) ^ entry->wrong_sum, 4);
	add_number(text, entry->bytes.length, 4);
	add_number(text, entry->bytes.length, 4);
	add_number(text, entry->name.length, 2);
}

static struct slice make_zip(const struct stored *entries, size_t count)
{
	struct text_builder text;
	uint64_t offsets[8] = {0};

	text_builder_init(&text, &arena);
	for (size_t i = 0; i < count; i++) {
		offsets[i] = entries[i].same_as ? offsets[entries[i].same_as - 1] : text.length;
		if (entries[i].same_as)
			continue;
		text_builder_add(&text, SLICE_OF("PK\3\4\x14\0"));
		add_facts(&text, &entries[i]);
		add_number(&text, 0, 2);
		text_builder_add(&text, entries[i].name);
		text_builder_add(&text, entries[i].bytes);
	}
	size_t from = text.length;

	for (size_t i = 0; i < count; i++) {
		text_builder_add(&text, SLICE_OF("PK\1\2\x14\0\x14\0"));
		add_facts(&text, &entries[i]);
		add_number(&text, 0, 8);
		add_number(&text, 0, 4);
		add_number(&text, offsets[i], 4);
		text_builder_add(&text, entries[i].name);
	}
	size_t to = text.length;

	text_builder_add(&text, SLICE_OF("PK\5\6\0\0\0\0"));
	add_number(&text, count, 2);
	add_number(&text, count, 2);
	add_number(&text, to - from, 4);
	add_number(&text, from, 4);
	add_number(&text, 0, 2);
	return text_builder_finish(&text);
}

static void read_with(struct slice bytes, const struct zip_limits *limits)
{
	zip_contents_read(&zip, &arena, SLICE_OF("a.zip"), bytes, limits, &findings);
}

static const struct zip_entry *entry_of(const char *path)
{
	for (size_t i = 0; i < zip.count; i++)
		if (slice_equal(zip.entries[i].path, slice_from_string(path)))
			return &zip.entries[i];
	fail_msg("%s: no such entry", path);
	return NULL;
}

static void expect_bytes(const char *path, struct slice bytes)
{
	const struct zip_entry *entry = entry_of(path);

	assert_int_equal(entry->state, ZIP_ENTRY_EXPANDED);
	assert_true(slice_equal(entry->file.bytes, bytes));
}

static void expect_lost(const struct finding_list *list, const char *id)
{
	assert_int_equal(list->count, 1);
	assert_true(slice_equal(list->items[0]->rule, slice_from_string(id)));
}

/* ---- what is read ---- */

static void entries_are_read_by_path(void **state)
{
	static const struct stored entries[] = {
		{.name = SLICE("b/\x83\x5C.csv"), .bytes = SLICE("1,2\r\n")}, /* ソ in CP932: its second byte is a backslash */
		{.name = SLICE("b/"), .bytes = SLICE("")},
		{.name = SLICE("a/計画.yaml"), .bytes = SLICE("種類: 居宅")},
		{.name = SLICE("win\\x.yml"), .bytes = SLICE("")},
		{.name = SLICE("note.txt"), .bytes = SLICE("x")},
		{.name = SLICE(".x/y.csv"), .bytes = SLICE("x")},
	};

	(void)state;
	if (!zip_expander_available())
		skip();
	read_with(make_zip(entries, COUNT_OF(entries)), &zip_default_limits);
	assert_int_equal(findings.count, 0);
	assert_int_equal(zip.count, 6);
	expect_bytes("a.zip/b/ソ.csv", SLICE_OF("1,2\r\n"));
	expect_bytes("a.zip/a/計画.yaml", SLICE_OF("種類: 居宅"));
	expect_bytes("a.zip/win/x.yml", SLICE_OF(""));
	assert_int_equal(entry_of("a.zip/b/")->state, ZIP_ENTRY_FOLDER);
	assert_int_equal(entry_of("a.zip/note.txt")->state, ZIP_ENTRY_ENDING);
	assert_int_equal(entry_of("a.zip/.x/y.csv")->state, ZIP_ENTRY_DOT);
	assert_true(slice_equal(zip.entries[0].path, SLICE_OF("a.zip/.x/y.csv")));
}

static void what_is_not_read_is_said(void **state)
{
	static const struct stored entries[] = {
		{.name = SLICE("secret.csv"), .bytes = SLICE("x"), .flags = 1},
		{.name = SLICE("wrong.csv"), .bytes = SLICE("1"), .wrong_sum = true},
		{.name = SLICE("inner.zip"), .bytes = SLICE("PK")},
		{.name = SLICE("0123456789012345678901234567890.csv"), .bytes = SLICE("x")},
		{.name = SLICE("good.csv"), .bytes = SLICE("3")},
	};
	struct zip_limits limits = zip_default_limits;

	(void)state;
	if (!zip_expander_available())
		skip();
	limits.path_bytes = 30;
	read_with(make_zip(entries, COUNT_OF(entries)), &limits);
	assert_int_equal(findings.count, 0);
	expect_lost(&entry_of("a.zip/secret.csv")->findings, "IN-036");
	expect_lost(&entry_of("a.zip/wrong.csv")->findings, "IN-037");
	expect_lost(&entry_of("a.zip/inner.zip")->findings, "IN-035");
	expect_lost(&entry_of("a.zip/012345678901234567890123456789")->findings, "IN-039");
	expect_bytes("a.zip/good.csv", SLICE_OF("3"));
}

static void a_name_that_is_there_twice_is_told_once(void **state)
{
	static const struct stored entries[] = {
		{.name = SLICE("a.csv"), .bytes = SLICE("1")},
		{.name = SLICE("b.csv"), .bytes = SLICE("2")},
		{.name = SLICE("a.csv"), .bytes = SLICE("3")},
		{.name = SLICE("a.csv"), .bytes = SLICE("4")},
	};

	(void)state;
	if (!zip_expander_available())
		skip();
	read_with(make_zip(entries, COUNT_OF(entries)), &zip_default_limits);
	assert_int_equal(zip.count, 4);
	assert_int_equal(findings.count, 1);
	assert_true(slice_equal(findings.items[0]->rule, SLICE_OF("IN-040")));
	assert_true(slice_equal(findings.items[0]->path, SLICE_OF("a.zip/a.csv")));
	assert_false(findings.items[0]->lost);
}

static void names_for_the_same_bytes_are_one_entry(void **state)
{
	static const struct stored entries[] = {
		{.name = SLICE("a.csv"), .bytes = SLICE("1")},
		{.name = SLICE("b.csv"), .bytes = SLICE("1"), .same_as = 1},
		{.name = SLICE("c.csv"), .bytes = SLICE("2")},
	};

	(void)state;
	if (!zip_expander_available())
		skip();
	read_with(make_zip(entries, COUNT_OF(entries)), &zip_default_limits);
	expect_lost(&findings, "IN-031");
	expect_bytes("a.zip/a.csv", SLICE_OF("1"));
	expect_bytes("a.zip/c.csv", SLICE_OF("2"));
	assert_int_equal(zip.count, 2);
}

/* ---- limits ---- */

static void expanding_stops_at_the_limit(void **state)
{
	static const struct stored entries[] = {
		{.name = SLICE("a.csv"), .bytes = SLICE("0123456789")},
		{.name = SLICE("b.csv"), .bytes = SLICE("0123456789")},
		{.name = SLICE("c.txt"), .bytes = SLICE("0123456789")},
	};
	struct zip_limits limits = zip_default_limits;

	(void)state;
	if (!zip_expander_available())
		skip();
	limits.bytes = 19;
	read_with(make_zip(entries, COUNT_OF(entries)), &limits);
	expect_lost(&findings, "IN-033");
	expect_bytes("a.zip/a.csv", SLICE_OF("0123456789"));
	expect_lost(&entry_of("a.zip/b.csv")->findings, "IN-038");
	assert_int_equal(entry_of("a.zip/c.txt")->state, ZIP_ENTRY_ENDING);
}

static void too_many_entries_are_not_read(void **state)
{
	static const struct stored entries[] = {{.name = SLICE("a.csv"), .bytes = SLICE("1")}, {.name = SLICE("b.csv"), .bytes = SLICE("1")}};
	struct zip_limits limits = zip_default_limits;

	(void)state;
	if (!zip_expander_available())
		skip();
	limits.entries = 1;
	read_with(make_zip(entries, COUNT_OF(entries)), &limits);
	expect_lost(&findings, "IN-032");
	assert_int_equal(zip.count, 0);
}

/* Cut off at every byte it is a finding, never a plan too few in silence. */
static void cut_off_anywhere_it_is_lost(void **state)
{
	static const struct stored entries[] = {{.name = SLICE("a.csv"), .bytes = SLICE("1")}, {.name = SLICE("b.csv"), .bytes = SLICE("2")}};

	(void)state;
	if (!zip_expander_available())
		skip();
	struct slice whole = make_zip(entries, COUNT_OF(entries));

	for (size_t length = 0; length < whole.length; length++) {
		struct zip_contents cut = {0};
		struct finding_list list;

		finding_list_init(&list, &arena, true);
		zip_contents_read(&cut, &arena, SLICE_OF("a.zip"), slice_part(whole, 0, length), &zip_default_limits, &list);
		assert_int_equal(list.count, 1);
		assert_true(list.items[0]->lost);
		zip_contents_release(&cut);
	}
}

static void without_libarchive_it_is_said(void **state)
{
	(void)state;
	if (zip_expander_available())
		skip();
	read_with(make_zip(&(struct stored){.name = SLICE("a.csv"), .bytes = SLICE("1")}, 1), &zip_default_limits);
	expect_lost(&findings, "IN-030");
}

static void archives_are_known_by_their_first_bytes(void **state)
{
	(void)state;
	assert_true(zip_begins(make_zip(NULL, 0)));
	assert_true(zip_begins(make_zip(&(struct stored){.name = SLICE("a")}, 1)));
	assert_false(zip_begins(SLICE_OF("PK")));
	assert_false(zip_begins(SLICE_OF("種類: 居宅")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(entries_are_read_by_path),
		TEST(what_is_not_read_is_said),
		TEST(a_name_that_is_there_twice_is_told_once),
		TEST(names_for_the_same_bytes_are_one_entry),
		TEST(expanding_stops_at_the_limit),
		TEST(too_many_entries_are_not_read),
		TEST(cut_off_anywhere_it_is_lost),
		TEST(without_libarchive_it_is_said),
		TEST(archives_are_known_by_their_first_bytes),
	};
	return cmocka_run_group_tests_name("readers_zip", tests, NULL, NULL);
}
