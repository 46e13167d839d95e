/*
 * embed_rules OUTPUT FOLDER FILE...: writes OUTPUT, a C file with the bytes of the files (paths below FOLDER), the outline of their
 * YAML and the rule set they make, for src/rules/embedded.h. Runs while tenken is built.
 *
 * Arrays of numbers rather than string literals: C17 promises only 4095 characters of a literal.
 */
#include "base/limits.h"
#include "base/platform/platform.h"
#include "base/text_builder.h"
#include "rules/embedded.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EMBEDDED_PATH "rules/%s" /* as shown to people */

struct embedding {
	struct arena arena;
	FILE *out;
	struct rule_file *files; /* their bytes one behind another: the constants of the rule set */
	size_t file_count;
	struct source source;
	struct text_builder texts; /* values that do not stand in the source as they are */
	size_t count;              /* nodes written of the file at hand */
	size_t given_at;           /* where the bytes of the files stand among the constants */
};

static int fail(struct slice path, struct slice problem)
{
	fprintf(stderr, "%.*s: %.*s\n", SLICE_PRINT(path), SLICE_PRINT(problem));
	return EXIT_FAILURE;
}

static void write_numbers(struct embedding *embedding, const void *bytes, size_t length)
{
	const unsigned char *numbers = bytes;

	for (size_t i = 0; i < length; i++)
		fprintf(embedding->out, "%s%d,", i % 32 ? "" : "\n\t", numbers[i]);
}

static void write_bytes(struct embedding *embedding, const char *name, const void *bytes, size_t length)
{
	fprintf(embedding->out, "static const unsigned char %s[] = {", name);
	write_numbers(embedding, bytes, length);
	fputs("\n\t0};\n", embedding->out);
}

static void write_words(struct embedding *embedding, const char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uintptr_t word;

		memcpy(&word, bytes + i * sizeof word, sizeof word);
		fprintf(embedding->out, "%s%" PRIuPTR "U,", i % 16 ? "" : "\n\t", word);
	}
}

static void write_node(struct embedding *embedding, const struct yaml_node *node)
{
	struct slice bytes = embedding->source.bytes;
	bool scalar = node->kind == YAML_SCALAR, verbatim = false;
	size_t text = 0;

	if (scalar) {
		verbatim = node->text.length && node->text.data >= bytes.data && node->text.data < bytes.data + bytes.length;
		text = verbatim ? (size_t)(node->text.data - bytes.data) : embedding->texts.length;
		if (!verbatim)
			text_builder_add(&embedding->texts, node->text);
	}
	fprintf(embedding->out, "\t{%zu, %zu, %zu, %zu, %zu, %u, %d, %d},\n", (size_t)node->offset, (size_t)node->length,
		(size_t)node->content_offset, text, scalar ? node->text.length : node->count, (unsigned)node->content_indent,
		(int)node->kind, (node->plain ? OUTLINE_PLAIN : 0) | (verbatim ? OUTLINE_VERBATIM : 0));
	embedding->count++;
	for (size_t i = 0; !scalar && i < node->count; i++) {
		if (node->kind == YAML_MAPPING)
			write_node(embedding, &node->keys[i]);
		write_node(embedding, &node->items[i]);
	}
}

static void write_outline(struct embedding *embedding, int number, const struct yaml_documents *documents)
{
	text_builder_init(&embedding->texts, &embedding->arena);
	embedding->count = 0;
	fprintf(embedding->out, "static const struct yaml_outline_node nodes_%d[] = {\n", number);
	for (size_t i = 0; i < documents->count; i++)
		write_node(embedding, &documents->items[i]);
	fputs("\t{0, 0, 0, 0, 0, 0, 0, 0},\n};\n", embedding->out);
	char name[32];

	snprintf(name, sizeof name, "texts_%d", number);
	write_bytes(embedding, name, embedding->texts.data, embedding->texts.length);
	fprintf(embedding->out, "static const struct yaml_outline outline_%d = {nodes_%d, %zu, %zu, (const char *)texts_%d};\n", number,
		number, embedding->count, documents->count, number);
}

static void write_fingerprint(struct embedding *embedding, int number, struct slice path, struct slice bytes)
{
	struct fingerprint fingerprint = rule_file_fingerprint(path, bytes);

	fprintf(embedding->out, "#define FINGERPRINT_%d {{", number);
	for (size_t i = 0; i < sizeof fingerprint.bytes; i++)
		fprintf(embedding->out, "%d,", fingerprint.bytes[i]);
	fputs("}}\n", embedding->out);
}

static int embed_outline(struct embedding *embedding, int number)
{
	const struct rule_file *file = &embedding->files[number];
	struct finding_list findings;
	struct yaml_documents documents;
	struct encoding_decision encoding = encoding_decide(file->bytes, NULL);

	if (encoding.verdict != VERDICT_UTF8 || encoding.mark_length)
		return fail(file->path, SLICE_OF("not UTF-8 without a byte-order mark"));
	source_init(&embedding->source, &embedding->arena, file->path, file->bytes, ENCODING_UTF8, 0);
	finding_list_init(&findings, &embedding->arena, true);
	if (!yaml_tree_parse(&documents, &embedding->arena, &embedding->source, &findings))
		return fail(file->path, findings.count ? findings.items[0]->message : SLICE_OF("not a YAML file"));
	write_outline(embedding, number, &documents);
	write_fingerprint(embedding, number, file->path, file->bytes);
	return EXIT_SUCCESS;
}

static int read_files(struct embedding *embedding, const char *folder, char **names)
{
	struct text_builder all;

	embedding->files = arena_array(&embedding->arena, struct rule_file, embedding->file_count);
	text_builder_init(&all, &embedding->arena);
	for (size_t i = 0; i < embedding->file_count; i++) {
		struct slice path = arena_print(&embedding->arena, "%s/%s", folder, names[i]), bytes;
		struct failure failure = {0};

		if (!platform_file_read(path, &embedding->arena, LIMIT_RULE_FILE_BYTES, &bytes, &failure))
			return fail(path, slice_of(failure.text, failure.length));
		embedding->files[i] = (struct rule_file){.path = arena_print(&embedding->arena, EMBEDDED_PATH, names[i]), .bytes = bytes};
		text_builder_add(&all, bytes);
	}
	for (size_t i = 0, from = 0; i < embedding->file_count; i++) {
		embedding->files[i].bytes.data = all.data + from;
		from += embedding->files[i].bytes.length;
	}
	return EXIT_SUCCESS;
}

/* ---- the rule set ---- */

/*
 * Where the set is at home: in the address space of every 64-bit system, above what is linked to a fixed place and far below where
 * systems put programs, libraries and stacks. Elsewhere it is copied.
 */
#if UINTPTR_MAX > UINT32_MAX
#define RULE_SET_HOME UINT64_C(0x2000000000)
#else
#define RULE_SET_HOME 0
#endif

/* The set as the loader makes it of these very files. False for a mistake in them, which is left to `tenken rules check`: it shows it. */
static bool compile_rule_set(struct embedding *embedding, struct block *block)
{
	struct arena *arena = &embedding->arena;
	struct slice bytes = embedding->files[0].bytes;
	const struct rule_file *last = &embedding->files[embedding->file_count - 1];
	static const uintptr_t nothing;
	struct key_table keys;
	struct loaded_rules loaded;
	struct finding_list findings;
	struct block_writer writer;

	bytes.length = (size_t)(last->bytes.data + last->bytes.length - bytes.data);
	key_table_init(&keys, arena);
	finding_list_init(&findings, arena, true);
	bool fine = rules_load(arena, arena, embedding->files, embedding->file_count, &keys, &findings, &loaded);

	block_writer_init(&writer, arena, bytes);
	if (fine)
		embedded_set_write(&writer, &(struct embedded_set){loaded.set, &keys});
	else
		block_add(&writer, &nothing, sizeof nothing, 1); /* an array has at least one item */
	embedding->given_at = writer.added.length;
	*block = block_writer_finish(&writer, RULE_SET_HOME);
	return fine;
}

static void write_rule_set(struct embedding *embedding)
{
	struct block block;
	bool fine = compile_rule_set(embedding, &block);
	const char *image = block.image;
	size_t word_count = block.object_size / sizeof(uintptr_t), constants = block.size - block.object_size;

	fprintf(embedding->out, "static const struct {\n\talignas(BLOCK_PAGE) uintptr_t objects[%zu];\n\tunsigned char constants[%zu];\n} "
		"image = {{", word_count, constants);
	write_words(embedding, image, word_count);
	fputs("}, {", embedding->out);
	write_numbers(embedding, image + block.object_size, constants);
	fputs("}};\n", embedding->out);
	write_bytes(embedding, "steps", block.steps, block.step_count);
	fprintf(embedding->out, "static const struct block rule_set = {&image, sizeof image, sizeof image.objects, %" PRIuPTR ", steps, %zu};\n",
		block.home, block.step_count);
	fprintf(embedding->out, "\nconst struct block *embedded_set(void)\n{\n\treturn %s;\n}\n", fine ? "&rule_set" : "NULL");
}

static void write_files(struct embedding *embedding)
{
	const struct rule_file *files = embedding->files;

	fputs("\nstatic const struct rule_file files[] = {\n", embedding->out);
	for (size_t i = 0; i < embedding->file_count; i++)
		fprintf(embedding->out, "\t{SLICE(\"%.*s\"), {(const char *)image.constants + %zu, %zu}, &outline_%zu, FINGERPRINT_%zu},\n",
			SLICE_PRINT(files[i].path), embedding->given_at + (size_t)(files[i].bytes.data - files[0].bytes.data), files[i].bytes.length, i, i);
	fprintf(embedding->out,
		"};\n\nconst struct rule_file *embedded_rule_files(size_t *count)\n{\n\t*count = %zu;\n\treturn files;\n}\n",
		embedding->file_count);
}

int main(int count, char **words)
{
	static struct embedding embedding;

	if (count < 4)
		return fail(SLICE_OF("embed_rules"), SLICE_OF("OUTPUT FOLDER FILE... are expected"));
	arena_init(&embedding.arena, NULL);
	embedding.file_count = (size_t)count - 3;
	embedding.out = fopen(words[1], "w");
	if (!embedding.out)
		return fail(slice_from_string(words[1]), SLICE_OF("cannot be written"));
	int status = read_files(&embedding, words[2], words + 3);

	fputs("/* Made by rules/embed_rules.c from the files below rules/. */\n#include \"rules/embedded.h\"\n\n", embedding.out);
	for (int i = 0; i < count - 3 && status == EXIT_SUCCESS; i++)
		status = embed_outline(&embedding, i);
	if (status == EXIT_SUCCESS) {
		write_rule_set(&embedding);
		write_files(&embedding);
	}
	if (ferror(embedding.out) | fclose(embedding.out))
		status = fail(slice_from_string(words[1]), SLICE_OF("cannot be written"));
	arena_release(&embedding.arena);
	if (status != EXIT_SUCCESS)
		remove(words[1]);
	return status;
}
