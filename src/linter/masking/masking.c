#include "linter/masking/masking.h"

#include "base/limits.h"
#include "base/platform/platform.h"
#include "base/sha256.h"
#include "base/text_builder.h"
#include "linter/masking/remembered_words.h"
#include "readers/input_list.h"

enum { KEY_BYTES = 16, LABEL_DIGITS = 8, MARK_DIGITS = 16 };

/* ---- the key ---- */

static unsigned digit_of(char hex)
{
	return (unsigned)(hex <= '9' ? hex - '0' : hex - 'a' + 10);
}

/* Whatever the file holds, blanks and line breaks at its ends apart: editors add them. */
static bool read_key(struct masking *masking, struct arena *arena, const char *path, struct failure *failure)
{
	struct failure system = {0};
	struct slice bytes;
	struct sha256 hash;
	char hex[SHA256_HEX_LENGTH];

	if (!platform_file_read(slice_from_string(path), arena, LIMIT_MASK_KEY_BYTES, &bytes, &system)) {
		struct slice reason = unreadable_reason(slice_of(system.text, system.length), masking->english);

		failure_set(failure, "--mask-key %s：%.*s（%s）", path, SLICE_PRINT(reason), system.text);
		return false;
	}
	bytes = slice_trim(bytes);
	if (bytes.length < KEY_BYTES) {
		failure_set(failure, "--mask-key %s：鍵が短すぎます。16 バイト以上にしてください（the key is too short: 16 bytes or more）", path);
		return false;
	}
	sha256_init(&hash);
	sha256_add(&hash, bytes);
	sha256_finish(&hash, hex);
	for (size_t i = 0; i < KEY_BYTES; i++)
		masking->key[i] = (unsigned char)(digit_of(hex[2 * i]) << 4 | digit_of(hex[2 * i + 1]));
	return true;
}

/* ---- what stands for a value ---- */

static void add_digits(struct text_builder *text, struct fingerprint of, size_t count)
{
	for (size_t i = 0; i < count / 2; i++)
		text_builder_print(text, "%02x", (unsigned)of.bytes[i]);
}

/* `word` keeps values of several kinds apart. */
static struct fingerprint hash_of(const struct masking *masking, struct slice word, struct slice value)
{
	struct fingerprint_hash hash;

	fingerprint_hash_init(&hash, masking->key);
	fingerprint_hash_add_part(&hash, word);
	fingerprint_hash_add_part(&hash, value);
	return fingerprint_hash_finish(&hash);
}

bool masking_init(struct masking *masking, struct arena *arena, const char *path, bool english, struct failure *failure)
{
	struct text_builder mark;

	*masking = (struct masking){.english = english};
	if (path) {
		if (!read_key(masking, arena, path, failure))
			return false;
	} else if (!platform_random(masking->key, sizeof masking->key)) {
		failure_set(failure, "--mask：乱数を得られません。--mask-key で鍵を渡してください（no random numbers here; give a key with --mask-key）");
		return false;
	}
	masking->remembered = arena_new(arena, struct remembered_words);
	remembered_words_init(masking->remembered, arena);
	text_builder_init(&mark, arena);
	add_digits(&mark, hash_of(masking, SLICE_OF("key"), SLICE_OF("")), MARK_DIGITS);
	masking->mark = text_builder_finish(&mark);
	return true;
}

struct slice masking_label(const struct masking *masking, struct arena *arena, struct slice word, struct slice value)
{
	struct text_builder label;

	text_builder_init(&label, arena);
	text_builder_add(&label, masking->english ? SLICE_OF("[") : SLICE_OF("［"));
	text_builder_add(&label, word);
	text_builder_add_char(&label, '-');
	add_digits(&label, hash_of(masking, SLICE_OF("value"), value), LABEL_DIGITS);
	text_builder_add(&label, masking->english ? SLICE_OF("]") : SLICE_OF("］"));
	return text_builder_finish(&label);
}

/* ---- names of files ---- */

/* UP1KYO of UP1KYO_9990000410_43_….CSV: what it is, not whose. */
static struct slice standard_type(struct slice name)
{
	enum { LONGEST = 12 };
	size_t end = slice_find(name, SLICE_OF("_"), 0);

	if (end > LONGEST || !(slice_starts_with(name, SLICE_OF("UP")) || slice_starts_with(name, SLICE_OF("DL"))))
		return slice_of("", 0);
	for (size_t i = 0; i < end; i++)
		if (!((name.data[i] >= 'A' && name.data[i] <= 'Z') || (name.data[i] >= '0' && name.data[i] <= '9')))
			return slice_of("", 0);
	return slice_part(name, 0, end);
}

static bool is_known_ending(struct slice ending)
{
	static const struct slice known[] = {SLICE("yaml"), SLICE("yml"), SLICE("csv"), SLICE("zip")};

	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (slice_equal(known[i], ending))
			return true;
	return false;
}

static void add_name(const struct masking *masking, struct text_builder *text, struct slice name)
{
	char room[8];
	struct slice ending = path_ending(name, room), type = standard_type(name);

	if (!name.length || slice_equal(name, SLICE_OF(".")) || slice_equal(name, SLICE_OF(".."))) {
		text_builder_add(text, name);
		return;
	}
	text_builder_add(text, type);
	if (type.length)
		text_builder_add_char(text, '-');
	add_digits(text, hash_of(masking, SLICE_OF("path"), name), LABEL_DIGITS);
	if (is_known_ending(ending)) {
		text_builder_add_char(text, '.');
		text_builder_add(text, ending);
	}
}

struct slice masking_path(const struct masking *masking, struct arena *arena, struct slice path)
{
	struct text_builder text;
	struct slice name;
	bool begun = false;

	text_builder_init(&text, arena);
	while (slice_next(&path, '/', &name)) {
		if (begun)
			text_builder_add_char(&text, '/');
		begun = true;
		add_name(masking, &text, name);
	}
	return text_builder_finish(&text);
}
