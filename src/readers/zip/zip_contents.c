#include "readers/zip/zip_contents.h"

#include "base/limits.h"
#include "readers/input_list.h"
#include "readers/zip/zip_directory.h"
#include "readers/zip/zip_expander.h"
#include "text/cp932/cp932.h"
#include "text/unicode/utf8.h"

#include <stdlib.h>

enum { ALIGNED_FROM = 256 * 1024 }; /* bytes from which an entry can be forgotten while it is read */

const struct zip_limits zip_default_limits = {
	.entries = LIMIT_ARCHIVE_ENTRIES,
	.path_bytes = LIMIT_ARCHIVE_PATH_BYTES,
	.bytes = LIMIT_ARCHIVE_BYTES,
	.ratio = LIMIT_ARCHIVE_RATIO,
	.free_bytes = LIMIT_ARCHIVE_FREE_BYTES,
};

bool zip_begins(struct slice bytes)
{
	return slice_starts_with(bytes, SLICE_OF("PK\3\4")) || slice_starts_with(bytes, SLICE_OF("PK\5\6"));
}

/* ---- names ---- */

/*
 * A name as text. The flag that says UTF-8 is not asked: macOS writes UTF-8 without it, and what is valid UTF-8 was meant so. Windows
 * separates folders with \ in archives of some programs; in CP932 that byte may be half a character, so it is looked for afterwards.
 */
static struct slice decoded_name(struct arena *arena, struct slice name)
{
	struct text_builder text;

	text_builder_init(&text, arena);
	if (utf8_check(name) == UTF8_VALID)
		text_builder_add(&text, name);
	else
		cp932_add_decoded(&text, name);
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] == '\\')
			text.data[i] = '/';
	return text_builder_finish(&text);
}

static bool is_hidden(struct slice name)
{
	struct slice part;

	while (slice_next(&name, '/', &part)) {
		bool step = slice_equal(part, SLICE_OF(".")) || slice_equal(part, SLICE_OF(".."));

		if ((slice_starts_with(part, SLICE_OF(".")) && !step) || slice_equal(part, SLICE_OF("__MACOSX")))
			return true;
	}
	return false;
}

static bool is_one_of(struct slice ending, const struct slice *endings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(ending, endings[i]))
			return true;
	return false;
}

static bool is_archive(struct slice ending)
{
	static const struct slice endings[] = {SLICE("zip"), SLICE("7z"), SLICE("lzh"), SLICE("lha"), SLICE("rar"), SLICE("tar"),
					       SLICE("gz"),  SLICE("tgz"), SLICE("bz2"), SLICE("xz"), SLICE("cab")};

	return is_one_of(ending, endings, COUNT_OF(endings));
}

static bool is_plan(struct slice ending)
{
	static const struct slice endings[] = {SLICE("yaml"), SLICE("yml"), SLICE("csv")};

	return is_one_of(ending, endings, COUNT_OF(endings));
}

/* ---- what is wrong ---- */

static void lose_entry(struct zip_entry *entry, enum builtin_finding builtin, struct slice argument)
{
	struct finding *finding = finding_add_builtin(&entry->findings, builtin, (struct place){0}, &argument, 1);

	if (finding)
		finding->path = entry->path;
	entry->state = ZIP_ENTRY_LOST;
}

static void lose_archive(struct zip_contents *contents, struct finding_list *findings, enum builtin_finding builtin, struct slice argument)
{
	struct finding *finding = finding_add_builtin(findings, builtin, (struct place){0}, &argument, 1);

	if (finding)
		finding->path = contents->path;
}

/* ---- which entries ---- */

static void look_at_entry(struct zip_contents *contents, const struct zip_directory_entry *from, struct zip_entry *entry,
			  const struct finding_list *findings)
{
	struct slice name = decoded_name(contents->arena, slice_part(from->name, 0, contents->limits.path_bytes));
	char room[8];
	struct slice ending = path_ending(name, room);

	finding_list_init(&entry->findings, contents->arena, findings->english);
	entry->findings.unwanted = findings->unwanted;
	entry->path = arena_print(contents->arena, "%.*s/%.*s", SLICE_PRINT(contents->path), SLICE_PRINT(name));
	entry->length = 0;
	entry->state = ZIP_ENTRY_EXPANDED;
	if (from->name.length > contents->limits.path_bytes)
		lose_entry(entry, BUILTIN_ARCHIVE_NAME_TOO_LONG, arena_print(contents->arena, "%zu", contents->limits.path_bytes));
	else if (slice_ends_with(name, SLICE_OF("/")))
		entry->state = ZIP_ENTRY_FOLDER;
	else if (is_hidden(name))
		entry->state = ZIP_ENTRY_DOT;
	else if (is_archive(ending))
		lose_entry(entry, BUILTIN_ARCHIVE_NESTED, slice_of("", 0));
	else if (!is_plan(ending))
		entry->state = ZIP_ENTRY_ENDING;
	else if (from->encrypted)
		lose_entry(entry, BUILTIN_ARCHIVE_ENCRYPTED, slice_of("", 0));
}

static int by_path(const void *a, const void *b)
{
	const struct zip_entry *left = a, *right = b;
	int order = slice_compare(left->path, right->path);

	if (order)
		return order;
	return left->from < right->from ? -1 : left->from > right->from;
}

/* Entries of one name lie side by side once they are sorted; a name is told once. */
static void report_repeated_names(struct zip_contents *contents, struct finding_list *findings)
{
	for (size_t i = 1; i < contents->count; i++) {
		const struct zip_entry *entry = &contents->entries[i];

		if (entry->state != ZIP_ENTRY_EXPANDED || entry[-1].state != ZIP_ENTRY_EXPANDED ||
		    !slice_equal(entry->path, entry[-1].path) || (i > 1 && slice_equal(entry->path, entry[-2].path)))
			continue;
		struct finding *finding = finding_add_builtin(findings, BUILTIN_ARCHIVE_NAME_TWICE, (struct place){0}, NULL, 0);

		if (finding)
			finding->path = entry->path;
	}
}

/* ---- expanding ---- */

struct expansion {
	struct zip_contents *contents;
	struct finding_list *findings;
	uint64_t most;          /* bytes that may be expanded in all */
	uint64_t done;          /* bytes expanded, padding left out */
	struct failure failure; /* of the spool */
};

enum expanded {
	EXPANDED_WHOLE,
	EXPANDED_WRONG, /* this entry alone */
	EXPANDED_NO_MORE
};

/* Reads one entry to its end; what was read of a broken one stays behind unused. */
static enum expanded expand_bytes(struct expansion *expansion, struct zip_entry *entry)
{
	struct zip_contents *contents = expansion->contents;
	struct slice bytes;

	for (;;) {
		enum zip_step step = zip_expander_bytes(contents->expander, &bytes);

		if (step == ZIP_END)
			return EXPANDED_WHOLE;
		if (step == ZIP_WRONG)
			return EXPANDED_WRONG;
		if (step == ZIP_LOST)
			return EXPANDED_NO_MORE;
		expansion->done += bytes.length;
		if (expansion->done > expansion->most || !platform_spool_write(&contents->spool, bytes, &expansion->failure))
			return EXPANDED_NO_MORE;
		entry->length += bytes.length;
	}
}

static enum expanded expand_entry(struct expansion *expansion, struct zip_entry *entry, uint64_t size)
{
	struct zip_contents *contents = expansion->contents;

	if ((size == UINT64_MAX || size >= ALIGNED_FROM) && !platform_spool_align(&contents->spool, &expansion->failure))
		return EXPANDED_NO_MORE;
	entry->from = contents->spool.length;
	return expand_bytes(expansion, entry);
}

/* Why nothing more could be expanded: a limit, the temporary file, or the archive itself. */
static void say_no_more(struct expansion *expansion)
{
	struct zip_contents *contents = expansion->contents;
	struct arena *arena = contents->arena;

	if (expansion->done > expansion->most)
		lose_archive(contents, expansion->findings, BUILTIN_ARCHIVE_TOO_LARGE,
			     arena_print(arena, "%llu", (unsigned long long)(expansion->most >> 20)));
	else if (expansion->failure.text[0])
		lose_archive(contents, expansion->findings, BUILTIN_FILE_UNREADABLE,
			     arena_copy(arena, slice_from_string(expansion->failure.text)));
	else
		lose_archive(contents, expansion->findings, BUILTIN_ARCHIVE_BROKEN,
			     expansion->findings->english ? SLICE_OF("broken on the way") : SLICE_OF("途中が壊れています"));
}

/* Entries from `at` on that would have been read; nothing is known of them. */
static void lose_rest(struct zip_contents *contents, size_t at)
{
	for (; at < contents->count; at++)
		if (contents->entries[at].state == ZIP_ENTRY_EXPANDED)
			lose_entry(&contents->entries[at], BUILTIN_ARCHIVE_ENTRY_SKIPPED, slice_of("", 0));
}

static void expand_entries(struct expansion *expansion, const struct zip_directory *directory)
{
	struct zip_contents *contents = expansion->contents;

	for (size_t i = 0; i < contents->count; i++) {
		struct zip_entry *entry = &contents->entries[i];
		uint64_t size;
		enum zip_step step = zip_expander_next(contents->expander, &size);
		enum expanded expanded = EXPANDED_WHOLE;

		if (step == ZIP_LOST || step == ZIP_END)
			expanded = EXPANDED_NO_MORE;
		else if (entry->state == ZIP_ENTRY_EXPANDED && step == ZIP_WRONG)
			expanded = EXPANDED_WRONG;
		else if (entry->state == ZIP_ENTRY_EXPANDED)
			expanded = size == UINT64_MAX || size == directory->entries[i].size ? expand_entry(expansion, entry, size) : EXPANDED_WRONG;
		if (expanded == EXPANDED_WRONG)
			lose_entry(entry, BUILTIN_ARCHIVE_ENTRY_BROKEN, slice_of("", 0));
		if (expanded == EXPANDED_NO_MORE) {
			say_no_more(expansion);
			lose_rest(contents, i);
			return;
		}
	}
}

/* Every entry gets its part of what was expanded. */
static void hand_out(struct zip_contents *contents)
{
	for (size_t i = 0; i < contents->count; i++) {
		struct zip_entry *entry = &contents->entries[i];

		if (entry->state != ZIP_ENTRY_EXPANDED)
			continue;
		entry->file.bytes = slice_part(contents->expanded.bytes, entry->from, entry->from + entry->length);
		if (contents->expanded.mapping && entry->length >= ALIGNED_FROM && entry->from % 4096 == 0) {
			entry->file.mapping = (char *)contents->expanded.mapping + entry->from;
			entry->file.mapped_length = entry->length;
		}
	}
}

static bool expand(struct zip_contents *contents, const struct zip_directory *directory, struct slice bytes, struct finding_list *findings)
{
	struct expansion expansion = {.contents = contents, .findings = findings};
	uint64_t by_ratio = bytes.length * contents->limits.ratio;

	expansion.most = by_ratio > contents->limits.free_bytes ? by_ratio : contents->limits.free_bytes;
	if (expansion.most > contents->limits.bytes)
		expansion.most = contents->limits.bytes;
	contents->expander = zip_expander_open(bytes);
	if (!contents->expander) {
		lose_archive(contents, findings, BUILTIN_FILE_UNREADABLE, SLICE_OF("out of memory"));
		return false;
	}
	expand_entries(&expansion, directory);
	zip_expander_close(contents->expander);
	contents->expander = NULL;
	if (platform_spool_finish(&contents->spool, &contents->expanded, &expansion.failure))
		return true;
	lose_archive(contents, findings, BUILTIN_FILE_UNREADABLE, arena_copy(contents->arena, slice_from_string(expansion.failure.text)));
	return false;
}

/* ---- the archive ---- */

static bool read_directory(struct zip_contents *contents, struct zip_directory *directory, struct slice bytes, struct finding_list *findings)
{
	bool english = findings->english;

	switch (zip_directory_read(directory, contents->arena, bytes, contents->limits.entries)) {
	case ZIP_DIRECTORY_READ:
		return true;
	case ZIP_DIRECTORY_NONE:
		lose_archive(contents, findings, BUILTIN_ARCHIVE_BROKEN,
			     english ? SLICE_OF("no end of archive: is it complete?") : SLICE_OF("終わりの印がありません。途中で切れているようです"));
		return false;
	case ZIP_DIRECTORY_BROKEN:
		lose_archive(contents, findings, BUILTIN_ARCHIVE_BROKEN,
			     english ? SLICE_OF("broken table of contents") : SLICE_OF("中の一覧が壊れています"));
		return false;
	case ZIP_DIRECTORY_TOO_LONG:
		lose_archive(contents, findings, BUILTIN_ARCHIVE_TOO_MANY, arena_print(contents->arena, "%zu", contents->limits.entries));
		return false;
	}
	return false;
}

void zip_contents_read(struct zip_contents *contents, struct arena *arena, struct slice path, struct slice bytes,
		       const struct zip_limits *limits, struct finding_list *findings)
{
	struct zip_directory directory;
	size_t plans = 0;

	contents->arena = arena;
	contents->path = path;
	contents->limits = *limits;
	if (!zip_expander_available()) {
		lose_archive(contents, findings, BUILTIN_ARCHIVE_UNSUPPORTED, slice_of("", 0));
		return;
	}
	if (!read_directory(contents, &directory, bytes, findings))
		return;
	contents->entries = arena_array(arena, struct zip_entry, directory.count);
	contents->count = directory.count;
	for (size_t i = 0; i < contents->count; i++) {
		look_at_entry(contents, &directory.entries[i], &contents->entries[i], findings);
		plans += contents->entries[i].state == ZIP_ENTRY_EXPANDED || contents->entries[i].state == ZIP_ENTRY_LOST;
	}
	if (directory.repeated)
		lose_archive(contents, findings, BUILTIN_ARCHIVE_BROKEN,
			     findings->english ? SLICE_OF("several names for the same bytes") : SLICE_OF("同じ中身を指す名前がいくつもあります"));
	if (!plans)
		lose_archive(contents, findings, BUILTIN_ARCHIVE_EMPTY, slice_of("", 0));
	else if (expand(contents, &directory, bytes, findings))
		hand_out(contents);
	else
		lose_rest(contents, 0);
	if (contents->count)
		qsort(contents->entries, contents->count, sizeof *contents->entries, by_path);
	report_repeated_names(contents, findings);
}

void zip_contents_release(struct zip_contents *contents)
{
	zip_expander_close(contents->expander);
	platform_spool_release(&contents->spool);
	platform_file_close(&contents->expanded);
	contents->expander = NULL;
	contents->count = 0;
}
