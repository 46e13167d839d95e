/*
 * embed_rules OUTPUT FOLDER FILE...: writes OUTPUT, a C file with the bytes of the files (paths below FOLDER) and the outline of
 * their YAML, for src/rules/embedded.h. Runs while tenken is built.
 *
 * Byte arrays rather than string literals: C17 promises only 4095 characters of a literal.
 */
#include "base/limits.h"
#include "base/platform.h"
#include "base/text_builder.h"
#include "rules/rule_loader.h"

#include <stdio.h>
#include <stdlib.h>

#define EMBEDDED_PATH "rules/%s" /* as shown to people */

struct embedding {
	struct arena arena;
	FILE *out;
	struct source source;
	struct text_builder texts; /* values that do not stand in the source as they are */
	size_t count;              /* nodes written of the file at hand */
};

static int fail(struct slice path, struct slice problem)
{
	fprintf(stderr, "%.*s: %.*s\n", SLICE_PRINT(path), SLICE_PRINT(problem));
	return EXIT_FAILURE;
}

static void write_bytes(struct embedding *embedding, const char *name, int number, struct slice bytes)
{
	fprintf(embedding->out, "static const unsigned char %s_%d[] = {", name, number);
	for (size_t i = 0; i < bytes.length; i++)
		fprintf(embedding->out, "%s%d,", i % 32 ? "" : "\n\t", (unsigned char)bytes.data[i]);
	fputs("\n\t0};\n", embedding->out);
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
	write_bytes(embedding, "texts", number, text_builder_slice(&embedding->texts));
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

static int embed(struct embedding *embedding, const char *folder, const char *name, int number, size_t *length)
{
	struct slice path = arena_print(&embedding->arena, "%s/%s", folder, name);
	struct slice bytes;
	struct failure failure = {0};
	struct finding_list findings;
	struct yaml_documents documents;

	if (!platform_file_read(path, &embedding->arena, LIMIT_RULE_FILE_BYTES, &bytes, &failure))
		return fail(path, slice_of(failure.text, failure.length));
	struct encoding_decision encoding = encoding_decide(bytes, NULL);

	if (encoding.verdict != VERDICT_UTF8 || encoding.mark_length)
		return fail(path, SLICE_OF("not UTF-8 without a byte-order mark"));
	source_init(&embedding->source, &embedding->arena, path, bytes, ENCODING_UTF8, 0);
	finding_list_init(&findings, &embedding->arena, true);
	if (!yaml_tree_parse(&documents, &embedding->arena, &embedding->source, &findings))
		return fail(path, findings.count ? findings.items[0]->message : SLICE_OF("not a YAML file"));
	write_bytes(embedding, "file", number, bytes);
	write_outline(embedding, number, &documents);
	write_fingerprint(embedding, number, arena_print(&embedding->arena, EMBEDDED_PATH, name), bytes);
	*length = bytes.length;
	return EXIT_SUCCESS;
}

int main(int count, char **words)
{
	static struct embedding embedding;
	int status = EXIT_SUCCESS, files = count - 3;

	if (files < 1)
		return fail(SLICE_OF("embed_rules"), SLICE_OF("OUTPUT FOLDER FILE... are expected"));
	arena_init(&embedding.arena, NULL);
	embedding.out = fopen(words[1], "w");
	if (!embedding.out)
		return fail(slice_from_string(words[1]), SLICE_OF("cannot be written"));
	size_t *lengths = arena_array(&embedding.arena, size_t, (size_t)files);

	fputs("/* Made by rules/embed_rules.c from the files below rules/. */\n#include \"rules/embedded.h\"\n\n", embedding.out);
	for (int i = 0; i < files && status == EXIT_SUCCESS; i++)
		status = embed(&embedding, words[2], words[i + 3], i, &lengths[i]);
	fputs("\nstatic const struct rule_file files[] = {\n", embedding.out);
	for (int i = 0; i < files; i++)
		fprintf(embedding.out, "\t{SLICE(\"" EMBEDDED_PATH "\"), {(const char *)file_%d, %zu}, &outline_%d, FINGERPRINT_%d},\n",
			words[i + 3], i, lengths[i], i, i);
	fprintf(embedding.out, "};\n\nconst struct rule_file *embedded_rule_files(size_t *count)\n{\n\t*count = %d;\n\treturn files;\n}\n",
		files);
	if (ferror(embedding.out) | fclose(embedding.out))
		status = fail(slice_from_string(words[1]), SLICE_OF("cannot be written"));
	arena_release(&embedding.arena);
	if (status != EXIT_SUCCESS)
		remove(words[1]);
	return status;
}
