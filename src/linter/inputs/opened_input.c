#include "linter/inputs/opened_input.h"

#include "base/limits.h"
#include "base/sha256.h"
#include "readers/csv/csv_set.h"
#include "readers/zip/zip_contents.h"
#include "text/cp932/cp932.h"
#include "text/unicode/utf8.h"

static struct finding *add_finding(struct opened_input *opened, enum builtin_finding builtin, uint64_t offset,
				   const struct slice *arguments, size_t count)
{
	struct place place = {.source = &opened->source, .offset = offset};

	return finding_add_builtin(&opened->findings, builtin, place, arguments, count);
}

static bool open_bytes(struct opened_input *opened)
{
	if (opened->input->content) {
		opened->file = *opened->input->content;
		return true;
	}
	struct failure failure = {0};
	bool done = opened->input->is_stdin ? platform_file_open_stdin(&opened->file, LIMIT_FILE_BYTES, &failure)
					    : platform_file_open(&opened->file, opened->input->path, LIMIT_FILE_BYTES, &failure);

	if (done)
		return true;
	struct slice reason = unreadable_reason(slice_of(failure.text, failure.length), opened->findings.english);
	struct finding *finding = add_finding(opened, BUILTIN_FILE_UNREADABLE, 0, &reason, 1);

	if (finding)
		finding->place.source = NULL;
	return false;
}

/* Decides the encoding over all bytes; false when the file cannot be text we read. */
static bool decide_encoding(struct opened_input *opened, struct arena *arena, struct rule_base *base)
{
	struct encoding_decision decision = encoding_decide(opened->file.bytes, &opened->file);
	const struct record_layout *picture;
	struct finding *finding;
	struct slice number;

	source_init(&opened->source, arena, opened->input->path, opened->file.bytes,
		    decision.verdict == VERDICT_CP932 ? ENCODING_CP932 : ENCODING_UTF8, decision.mark_length);
	opened->source.file = &opened->file;
	opened->cp932 = decision.verdict == VERDICT_CP932;
	switch (decision.verdict) {
	case VERDICT_UTF8:
	case VERDICT_CP932:
		return true;
	case VERDICT_UTF16:
		add_finding(opened, BUILTIN_FILE_UTF16, 0, NULL, 0);
		return false;
	case VERDICT_BINARY:
		picture = csv_layout_named(rule_base_layouts(base), opened->input->path);
		if (picture && !picture->count) { /* 家族構成図: sent along with a standard set, nothing to read */
			finding = add_finding(opened, BUILTIN_CSV_TYPE_NOT_READ, 0,
					      (const struct slice[]){picture->file_type, picture->name}, 2);
			if (finding)
				finding->whole = true;
			return false;
		}
		number = arena_print(arena, "%zu", slice_find(opened->file.bytes, slice_of("", 1), 0) + 1);
		add_finding(opened, BUILTIN_FILE_BINARY, 0, &number, 1);
		return false;
	case VERDICT_BROKEN:
		/* The place that speaks: a file that is CP932 for longer than it is UTF-8 was meant to be CP932. */
		if (decision.bad_cp932 > decision.bad_utf8)
			opened->source.encoding = ENCODING_CP932;
		add_finding(opened, BUILTIN_FILE_BAD_ENCODING,
			    decision.bad_cp932 > decision.bad_utf8 ? decision.bad_cp932 : decision.bad_utf8, NULL, 0);
		return false;
	}
	return false;
}

/* The encoding is told: what does not fit it is not tried as another. */
static bool force_encoding(struct opened_input *opened, struct arena *arena, struct rule_base *base, enum tenken_encoding encoding)
{
	struct slice bytes = opened->file.bytes;
	bool utf8 = encoding == TENKEN_ENCODING_UTF8;
	struct slice mark = SLICE_OF("\xEF\xBB\xBF"), name = utf8 ? SLICE_OF("UTF-8") : SLICE_OF("Shift_JIS（CP932）");
	size_t bad = utf8 ? utf8_check(bytes) : cp932_check(bytes), nul = slice_find(bytes, slice_of("", 1), 0);

	source_init(&opened->source, arena, opened->input->path, bytes, utf8 ? ENCODING_UTF8 : ENCODING_CP932,
		    utf8 && slice_starts_with(bytes, mark) ? mark.length : 0);
	opened->source.file = &opened->file;
	opened->cp932 = !utf8;
	if (nul != SIZE_MAX) /* no text in any encoding */
		return decide_encoding(opened, arena, base);
	if (bad == SIZE_MAX)
		return true;
	add_finding(opened, BUILTIN_FILE_FORCED_ENCODING, bad, &name, 1);
	return false;
}

/* Does the first line that says something look like YAML of a plan? For inputs without a telling ending. */
static bool looks_like_yaml(struct slice text)
{
	struct slice line;

	for (struct slice rest = slice_part(text, 0, 4096); slice_next(&rest, '\n', &line);) {
		line = slice_trim(line);
		if (line.length == 0 || line.data[0] == '#')
			continue;
		return slice_starts_with(line, SLICE_OF("---")) || slice_starts_with(line, SLICE_OF("%YAML")) ||
		       line.data[0] == '{' || slice_contains(line, SLICE_OF(": ")) || slice_ends_with(line, SLICE_OF(":"));
	}
	return false;
}

static void decide_kind(struct opened_input *opened, struct rule_base *base)
{
	char room[8];
	struct slice ending = path_ending(opened->input->path, room);
	bool yaml = slice_equal(ending, SLICE_OF("yaml")) || slice_equal(ending, SLICE_OF("yml"));

	if (yaml || (!slice_equal(ending, SLICE_OF("csv")) && looks_like_yaml(opened->source.bytes))) {
		opened->kind = INPUT_YAML;
		return;
	}
	opened->layout = csv_layout_of(rule_base_layouts(base), &opened->source);
	if (opened->layout) {
		opened->kind = INPUT_STANDARD_CSV;
		return;
	}
	const struct flat_layouts *flat = rule_base_flat_layouts(base);

	opened->header = flat_header_find(opened->findings.arena, flat, &opened->source);
	if (opened->header)
		opened->kind = opened->header->layout->table == FLAT_PLAN ? INPUT_FLAT_CSV : INPUT_ASSESSMENT_CSV;
	else if (slice_equal(ending, SLICE_OF("csv")))
		flat_report_no_header(flat, &opened->source, &opened->findings);
	else
		add_finding(opened, BUILTIN_FILE_UNKNOWN_KIND, 0, NULL, 0);
}

/* By its ending, or by its first bytes where there is none: an .xlsx is a .zip too, but none of plans. Nothing in an archive is one. */
static bool is_archive(const struct opened_input *opened)
{
	char room[8];
	struct slice ending = path_ending(opened->input->path, room);

	if (opened->input->content || !opened->file.bytes.length)
		return false;
	return slice_equal(ending, SLICE_OF("zip")) || (!ending.length && zip_begins(opened->file.bytes));
}

static void decode_yaml(struct opened_input *opened, struct arena *arena)
{
	struct text_builder text;

	text_builder_init(&text, arena);
	cp932_add_decoded(&text, opened->source.bytes);
	source_init(&opened->source, arena, opened->input->path, text_builder_slice(&text), ENCODING_UTF8, 0);
}

void opened_input_init(struct opened_input *opened, struct arena *arena, const struct input *input,
		       struct rule_base *base, enum tenken_encoding encoding)
{
	*opened = (struct opened_input){.input = input, .next = opened->next, .findings = opened->findings};
	source_init(&opened->source, arena, input->path, slice_of("", 0), ENCODING_UTF8, 0);
	if (!open_bytes(opened))
		return;
	if (is_archive(opened)) {
		opened->kind = INPUT_ARCHIVE;
		opened->readable = true;
		return;
	}
	if (slice_trim(opened->file.bytes).length == 0) {
		source_init(&opened->source, arena, input->path, opened->file.bytes, ENCODING_UTF8, 0);
		add_finding(opened, BUILTIN_FILE_EMPTY, 0, NULL, 0);
		return;
	}
	if (!(encoding == TENKEN_ENCODING_AUTO ? decide_encoding(opened, arena, base) : force_encoding(opened, arena, base, encoding)))
		return;
	decide_kind(opened, base);
	if (opened->kind == INPUT_YAML && opened->cp932)
		decode_yaml(opened, arena);
	opened->readable = opened->kind != INPUT_UNKNOWN;
}

struct slice opened_input_sha256(struct opened_input *opened, struct arena *arena)
{
	enum { STEP = 1 << 20 };
	struct slice bytes = opened->file.bytes;
	char *hex = arena_allocate_bytes(arena, SHA256_HEX_LENGTH);
	struct sha256 hash;

	sha256_init(&hash);
	for (size_t at = 0; at < bytes.length; at += STEP) {
		sha256_add(&hash, slice_part(bytes, at, at + STEP));
		if (bytes.length > STEP)
			platform_file_forget(&opened->file, at, at + STEP < bytes.length ? at + STEP : bytes.length);
	}
	sha256_finish(&hash, hex);
	return slice_of(hex, SHA256_HEX_LENGTH);
}

void opened_input_close(struct opened_input *opened)
{
	if (!opened->input->content)
		platform_file_close(&opened->file);
}

struct slice input_kind_name(enum input_kind kind)
{
	static const struct slice names[] = {
		[INPUT_UNKNOWN] = SLICE("unknown"), [INPUT_YAML] = SLICE("yaml"), [INPUT_STANDARD_CSV] = SLICE("standard-csv"),
		[INPUT_FLAT_CSV] = SLICE("flat-csv"), [INPUT_ASSESSMENT_CSV] = SLICE("assessment-csv"),
		[INPUT_ARCHIVE] = SLICE("zip")};

	return names[kind];
}

struct slice input_kind_title(const struct opened_input *opened, struct arena *arena, bool english)
{
	static const struct {
		struct slice ja, en;
	} titles[] = {
		[INPUT_UNKNOWN] = {SLICE("-"), SLICE("-")},
		[INPUT_YAML] = {SLICE("YAML の計画"), SLICE("plans in YAML")},
		[INPUT_STANDARD_CSV] = {SLICE("標準仕様の CSV"), SLICE("CSV of the standard")},
		[INPUT_FLAT_CSV] = {SLICE("見出しのある CSV"), SLICE("table with headings")},
		[INPUT_ASSESSMENT_CSV] = {SLICE("アセスメントの CSV"), SLICE("assessments with headings")},
		[INPUT_ARCHIVE] = {SLICE("zip"), SLICE("zip")},
	};

	if (opened->layout)
		return arena_print(arena, "%.*s %.*s %.*s", SLICE_PRINT(opened->layout->file_type), SLICE_PRINT(opened->layout->edition),
				   SLICE_PRINT(opened->layout->name));
	return english ? titles[opened->kind].en : titles[opened->kind].ja;
}
